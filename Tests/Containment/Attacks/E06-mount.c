// id: E06
// does: mounts a file system over a folder, from a mount namespace of its own, and takes it away again
// expect: WA
// layers: seccomp landlock-files
#include <sys/mount.h>

ATTACK int attack(void) {
    struct stat before, after;
    // Where this is granted, the mount is seen in here alone.
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) note("unshare: %s", strerror(errno));
    if (stat("/tmp", &before) != 0 || mount("none", "/tmp", "tmpfs", 0, "size=64k") != 0) {
        note("mount: %s", strerror(errno));
        return 0;
    }
    int covered = stat("/tmp", &after) == 0 && after.st_dev != before.st_dev;
    if (umount2("/tmp", MNT_DETACH) != 0) note("umount2: %s", strerror(errno));
    return covered;
}
