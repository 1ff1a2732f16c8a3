// id: T10
// does: moves the host's clock by nothing
// In a user namespace nothing that could be left out gives the right to do so.
// expect: WA
// layers.lockdown: seccomp separate-uid capabilities
// control: bare
// control.lockdown: layers
#include <sys/timex.h>
ATTACK int attack(void) {
    struct timex change = {.modes = ADJ_SETOFFSET};
    if (clock_adjtime(CLOCK_REALTIME, &change) >= 0 || adjtimex(&change) >= 0) return 1;
    note("%s", strerror(errno));
    return 0;
}
