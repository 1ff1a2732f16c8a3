// id: E17
// does: puts a segment of its own into the descriptor table, and asks for more by the calls next to it
// expect: WA
// layers: seccomp
#if defined(__x86_64__)
#include <asm/ldt.h>
#include <asm/prctl.h>

ATTACK int attack(void) {
    struct user_desc segment = {.entry_number = 0, .base_addr = 0, .limit = 0xfffff, .seg_32bit = 1, .limit_in_pages = 1};
    unsigned char table[8] = {0};
    if (syscall(SYS_modify_ldt, 1, &segment, sizeof segment) != 0) note("modify_ldt: %s", strerror(errno));
    if (syscall(SYS_set_thread_area, &segment) != 0) note("set_thread_area: %s", strerror(errno));
    // Allowed, since every program sets up its threads with it; the kernel takes no address of its own.
    if (syscall(SYS_arch_prctl, ARCH_SET_GS, 0xffff800000000000ul) == 0) return 1;
    return syscall(SYS_modify_ldt, 0, table, sizeof table) == sizeof table;
}
#else
ATTACK int attack(void) { return syscall(SYS_kcmp, getpid(), getpid(), 0, 0, 0) == 0; }  // no such tables here
#endif
