// id: T12
// does: chooses its processors itself: first one, then all
// expect: WA
// layers: seccomp
ATTACK int attack(void) {
    cpu_set_t before, one, all, now;
    CPU_ZERO(&one);
    sched_getaffinity(0, sizeof before, &before);
    for (int i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++)
        if (CPU_ISSET(i, &before)) CPU_SET(i, &one);
    memset(&all, 0xff, sizeof all);
    if (sched_setaffinity(0, sizeof one, &one) != 0 || sched_setaffinity(0, sizeof all, &all) != 0) {
        note("%s", strerror(errno));
        return 0;
    }
    return sched_getaffinity(0, sizeof now, &now) == 0 && CPU_COUNT(&now) >= CPU_COUNT(&before);
}
