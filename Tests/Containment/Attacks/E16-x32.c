// id: E16
// does: calls the kernel by the numbers of the x32 interface
// expect: SV
// names: another ABI
// control: none
// why: few kernels have that interface; without it such a number is none of any call
ATTACK int attack(void) {
#if defined(__x86_64__)
    return syscall(0x40000000 + SYS_getpid) == getpid();
#else
    return raise(SIGSYS);  // there is no such way on this processor
#endif
}
