// id: E06
// does: mounts with fsopen, fsmount and move_mount, copies a mount with open_tree, changes it with mount_setattr
// expect: WA
// layers: seccomp landlock-files
#include <linux/mount.h>

static int held(const char *what, long outcome) {
    if (outcome < 0) note("%s: %s", what, strerror(errno));
    return outcome < 0;
}

ATTACK int attack(void) {
    struct stat before, after;
    struct mount_attr attributes = {.attr_set = MOUNT_ATTR_NOEXEC};
    held("stat", stat("/tmp", &before));
    held("unshare", unshare(CLONE_NEWUSER | CLONE_NEWNS));
    int tree = (int)syscall(SYS_open_tree, AT_FDCWD, "/usr/lib", 1 /* OPEN_TREE_CLONE */ | O_CLOEXEC);
    held("open_tree", tree);
    held("mount_setattr", syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH, &attributes, sizeof attributes));
    held("fspick", syscall(SYS_fspick, AT_FDCWD, "/", 0));
    int context = (int)syscall(SYS_fsopen, "tmpfs", 0);
    held("fsopen", context);
    held("fsconfig", syscall(SYS_fsconfig, context, 6 /* FSCONFIG_CMD_CREATE */, NULL, NULL, 0));
    int made = (int)syscall(SYS_fsmount, context, 0, 0);
    held("fsmount", made);
    if (held("move_mount", syscall(SYS_move_mount, made, "", AT_FDCWD, "/tmp", MOVE_MOUNT_F_EMPTY_PATH))) return 0;
    return stat("/tmp", &after) == 0 && after.st_dev != before.st_dev;
}
