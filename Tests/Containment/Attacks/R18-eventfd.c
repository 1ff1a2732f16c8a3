// id: R18
// does: makes five hundred event counters
// expect: RE
// layers: open-files-limit
#include <sys/eventfd.h>

ATTACK int attack(void) {
    for (int i = 0; i < 500; i++)
        if (eventfd(0, 0) < 0) {
            note("counter %d: %s", i + 1, strerror(errno));
            exit(1);
        }
    return 1;
}
