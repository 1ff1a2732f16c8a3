// id: E07
// does: changes its root, and leaves that again by a folder kept open
// expect: WA
// layers: seccomp
ATTACK int attack(void) {
    // Whoever may make a user namespace may change the root in it.
    if (unshare(CLONE_NEWUSER) != 0) note("unshare: %s", strerror(errno));
    int kept = open("/", O_PATH | O_DIRECTORY);
    if (chroot("/usr/lib") != 0) {
        note("chroot: %s", strerror(errno));
        return 0;
    }
    int within = access("/usr/lib", F_OK) != 0;
    fchdir(kept);
    for (int i = 0; i < 64; i++) chdir("..");
    chroot(".");
    return within && access("/usr/lib", F_OK) == 0;
}
