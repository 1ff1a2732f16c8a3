// id: E06
// does: makes a file system that is mounted nowhere and opens its root
// expect: WA
// layers: seccomp landlock-files
ATTACK int attack(void) {
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) note("unshare: %s", strerror(errno));
    int context = (int)syscall(SYS_fsopen, "tmpfs", 0);
    if (context < 0) note("fsopen: %s", strerror(errno));
    syscall(SYS_fsconfig, context, 6 /* FSCONFIG_CMD_CREATE */, NULL, NULL, 0);
    int folder = (int)syscall(SYS_fsmount, context, 0, 0);
    int inside = folder < 0 ? -1 : openat(folder, ".", O_RDONLY | O_DIRECTORY);
    if (inside < 0) note("fsmount, openat: %s", strerror(errno));
    return inside >= 0;
}
