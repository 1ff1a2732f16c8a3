// id: E16
// does: jumps into 32-bit code, which calls the kernel by the interrupt
// expect: SV
// names: another ABI
// layers: seccomp
#if defined(__x86_64__)
static unsigned long saved;

ATTACK int attack(void) {
    // All of it below 4 GiB, where 32-bit code finds its way back.
    unsigned char *low = mmap(NULL, 65536, PROT_READ | PROT_WRITE | PROT_EXEC,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    if (low == MAP_FAILED) return 0;
    uint32_t target = (uint32_t)(uintptr_t)low + 16, pointer = target + 16;
    uint16_t segment = 0x23;  // the kernel's segment for 32-bit programs
    memcpy(low, (unsigned char[]){0xff, 0x1c, 0x25}, 3);  // lcall *pointer
    memcpy(low + 3, &pointer, 4);
    low[7] = 0xc3;                                                                     // ret
    memcpy(low + 16, (unsigned char[]){0xb8, 20, 0, 0, 0, 0xcd, 0x80, 0xcb}, 8);  // mov eax, getpid; int 0x80; lret
    memcpy(low + 32, &target, 4);
    memcpy(low + 36, &segment, 2);
    int outcome;
    __asm__ volatile("movq %%rsp, %1\n\tmovq %2, %%rsp\n\tcall *%3\n\tmovq %1, %%rsp"
                     : "=&a"(outcome), "+m"(saved)
                     : "r"(low + 32768), "r"(low)
                     : "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory", "cc");
    return outcome == getpid();
}
#else
ATTACK int attack(void) { return raise(SIGSYS); }  // there is no such way on this processor
#endif
