// id: R18
// does: makes a hundred watchers of files, of which a user may have only so many in all his processes
// expect: RE
// layers: seccomp open-files-limit
#include <sys/inotify.h>

ATTACK int attack(void) {
    for (int i = 0; i < 100; i++) {
        int fd = inotify_init1(0);
        if (fd < 0) {
            note("watcher %d: %s", i + 1, strerror(errno));
            exit(1);
        }
    }
    return 1;
}
