// id: R03
// does: makes threads until three hundred are alive at once
// Without a cgroup nobody counts the refusals, so only the exit code is left to tell.
// expect: PLE
// expect.lockdown: RE
// layers: cgroup-tasks processes-limit
// during: bystander
static volatile int goes_on = 1;

static void *wait_for_it(void *nothing) {
    while (goes_on) usleep(1000);
    return nothing;
}

ATTACK int attack(void) {
    enum { WANTED = 300 };
    static pthread_t threads[WANTED];
    pthread_attr_t small;
    int made = 0, error = 0;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 65536);
    while (made < WANTED && !(error = pthread_create(&threads[made], &small, wait_for_it, NULL))) made++;
    goes_on = 0;
    for (int i = 0; i < made; i++) pthread_join(threads[i], NULL);
    if (made == WANTED) return 1;
    note("thread %d: %s", made + 1, strerror(error));
    exit(1);
}
