// id: R16
// does: handles the overflow of its stack on another stack and goes back to the faulty place, again and again
// expect: TLE
// limits: memory=192
// layers: cpu-watch
#include <setjmp.h>
static jmp_buf end;

static void again(int number) {
    (void)number;
    if (cpu_spent() > 0.8) siglongjmp(end, 1);
}

static int dive(int depth) {
    volatile char room[4096];
    room[0] = (char)depth;
    return dive(depth + 1) + room[0];
}

ATTACK int attack(void) {
    static char other[65536];
    sigaltstack(&(stack_t){.ss_sp = other, .ss_size = sizeof other}, NULL);
    sigaction(SIGSEGV, &(struct sigaction){.sa_handler = again, .sa_flags = SA_ONSTACK | SA_NODEFER}, NULL);
    setrlimit(RLIMIT_STACK, &(struct rlimit){8 << 20, 8 << 20});
    return sigsetjmp(end, 1) ? 1 : dive(0);
}
