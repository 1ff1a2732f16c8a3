// id: T06
// does: ends its first thread and computes on in another
// expect: TLE
// cases: 1
// after: cpu
// layers: cpu-watch cpu-limit wall-watch
static long long asked;

static void *compute(void *nothing) {
    spin(2.3);
    printf("%lld\n", right(asked));
    exit(0);
    return nothing;
}

int main(void) {
    pthread_t other;
    if (scanf("%lld", &asked) != 1 || pthread_create(&other, NULL, compute, NULL) != 0) return 3;
    pthread_exit(NULL);
}
