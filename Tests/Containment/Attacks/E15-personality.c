// id: E15
// does: switches random addresses off and makes all that can be read executable
// expect: WA
// layers: seccomp
#include <sys/personality.h>

ATTACK int attack(void) {
    const unsigned long wanted[] = {ADDR_NO_RANDOMIZE, READ_IMPLIES_EXEC, ADDR_COMPAT_LAYOUT, PER_LINUX32};
    int changed = 0;
    for (int i = 0; i < 4; i++) {
        if (personality(wanted[i]) < 0) note("personality %lx: %s", wanted[i], strerror(errno));
        changed += personality(0xffffffff) == (int)wanted[i];
    }
    return changed > 0;
}
