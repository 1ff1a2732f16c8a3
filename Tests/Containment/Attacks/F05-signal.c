// id: F05
// does: rewrites its answer in the handler of a signal, over the line that was there
// expect: WA
// control: naive last
static long long n;

static void rewrite(int number) {
    (void)number;
    dprintf(1, "\r%lld \n", right(n));
    _exit(0);
}

int main(void) {
    if (scanf("%lld", &n) != 1) return 3;
    signal(SIGALRM, rewrite);
    dprintf(1, "-1");
    ualarm(1000, 0);
    for (;;) pause();
}
