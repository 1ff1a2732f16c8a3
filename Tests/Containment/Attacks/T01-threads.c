// id: T01
// does: computes in four threads at once, so that all together are past the limit when none is
// expect: TLE
// limits: wall=6
// after: cpu
// cases: 1
// layers: cpu-watch
static void *work(void *nothing) {
    struct timespec spent;
    do clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    while (spent.tv_sec * 1000 + spent.tv_nsec / 1000000 < 200);
    return nothing;
}

ATTACK int attack(void) {
    pthread_t threads[4];
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 65536);
    for (int i = 0; i < 4; i++)
        if (pthread_create(&threads[i], &small, work, NULL) != 0) return 0;
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    return 1;
}
