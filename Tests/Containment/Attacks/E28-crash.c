// id: E28
// does: crashes in a folder where anybody may write, so that the kernel or its helper writes its memory down
// expect: RE
// names: SIGSEGV
// control: none
// why: a program that crashed has not answered; E28-core.c has a child crash for it
ATTACK int attack(void) {
    if (chdir(CANARY_FOLDER "/open") != 0) note("chdir: %s", strerror(errno));
    struct rlimit most = {RLIM_INFINITY, RLIM_INFINITY};
    if (setrlimit(RLIMIT_CORE, &most) != 0) note("setrlimit: %s", strerror(errno));
    signal(SIGSEGV, SIG_DFL);
    *(volatile int *)16 = 1;
    return 0;
}
