// id: T02
// does: waits for a lock that it holds itself
// expect: ILE
// limits: wall=0.5
// layers: wall-watch
ATTACK int attack(void) {
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_nsec += 800000000;
    if (end.tv_nsec >= 1000000000) end.tv_sec++, end.tv_nsec -= 1000000000;
    pthread_mutex_lock(&lock);
    return pthread_mutex_timedlock(&lock, &end) == ETIMEDOUT;
}
