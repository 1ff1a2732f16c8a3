// id: E21
// does: changes what the kernel keeps of a process: whose death ends it, who may look into it, whose orphans it takes
// expect: WA
// layers: seccomp
#include <linux/prctl.h>

ATTACK int attack(void) {
    const struct {
        const char *name;
        unsigned long a, b, c, d;
    } tries[] = {
        {"PDEATHSIG", PR_SET_PDEATHSIG, 0, 0, 0},
        {"DUMPABLE", PR_SET_DUMPABLE, 0, 0, 0},
        {"CHILD_SUBREAPER", PR_SET_CHILD_SUBREAPER, 1, 0, 0},
        {"PTRACER", 0x59616d61, ~0ul, 0, 0},
        {"MM", PR_SET_MM, PR_SET_MM_BRK, 0, 0},
        {"MM_MAP", PR_SET_MM, PR_SET_MM_MAP, 0, 0},
        {"SECCOMP", PR_SET_SECCOMP, 1, 0, 0},
        {"KEEPCAPS", PR_SET_KEEPCAPS, 1, 0, 0},
        {"SECUREBITS", PR_SET_SECUREBITS, 0, 0, 0},
        {"TIMERSLACK", PR_SET_TIMERSLACK, 1, 0, 0},
        {"SPECULATION", PR_SET_SPECULATION_CTRL, PR_SPEC_STORE_BYPASS, PR_SPEC_ENABLE, 0},
        {"AMBIENT", PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 21, 0},
        {"SYSCALL_DISPATCH", 59, 0, 0, 0},
    };
    int done = 0;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        // Strict mode comes last if ever: it would end the program at its next call.
        if (tries[i].a != PR_SET_SECCOMP || done == 0) {
            if (syscall(SYS_prctl, tries[i].a, tries[i].b, tries[i].c, tries[i].d, 0) == 0) done++;
            else note("%s: %s", tries[i].name, strerror(errno));
        }
    int signal = -1;
    prctl(PR_GET_PDEATHSIG, &signal);
    return done > 0 && signal != SIGKILL;
}
