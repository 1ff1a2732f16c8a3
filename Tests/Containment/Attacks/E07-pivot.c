// id: E07
// does: puts an empty file system in the place of its root
// expect: WA
// layers: seccomp landlock-files
#include <sys/mount.h>

ATTACK int attack(void) {
    // Where this is granted, the new root is seen in here alone.
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) note("unshare: %s", strerror(errno));
    if (mount("none", "/tmp", "tmpfs", 0, "size=64k") != 0) note("mount: %s", strerror(errno));
    chdir("/tmp");
    if (syscall(SYS_pivot_root, ".", ".") != 0) {
        note("pivot_root: %s", strerror(errno));
        return 0;
    }
    umount2(".", MNT_DETACH);
    return access("/usr/lib", F_OK) != 0;
}
