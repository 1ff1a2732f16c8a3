// id: E16
// does: calls the kernel by the instruction that 32-bit programs use
// expect: SV RE
// On some processors 64-bit code may use it, and the kernel takes it for a 32-bit call: SV. On the others it is no
// instruction at all, and without the vDSO's frame the way back is lost: RE.
// control: none
// why: the way back leads into the 32-bit vDSO, which a 64-bit program does not have
ATTACK int attack(void) {
#if defined(__x86_64__)
    int outcome;
    __asm__ volatile("movq %%rsp, %%rbp\n\tsysenter" : "=a"(outcome) : "a"(20) : "rbp", "rcx", "rdx", "memory");
    return outcome == getpid();
#else
    return raise(SIGSYS);  // there is no such way on this processor
#endif
}
