// id: E16
// does: calls the kernel by the 32-bit interrupt, for which the numbers mean other calls
// expect: SV
// names: another ABI
// layers: seccomp
ATTACK int attack(void) {
#if defined(__x86_64__)
    int outcome;
    __asm__ volatile("int $0x80" : "=a"(outcome) : "a"(20 /* getpid */) : "memory", "r8", "r9", "r10", "r11");
    return outcome == getpid();
#else
    return raise(SIGSYS);  // there is no such way on this processor
#endif
}
