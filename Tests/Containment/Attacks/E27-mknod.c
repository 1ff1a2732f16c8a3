// id: E27
// does: makes a pipe, a link and a device of its own in the file system
// expect: WA
// layers: seccomp read-only-mounts landlock-files
// layers.lockdown: seccomp landlock-files
ATTACK int attack(void) {
    // Where there is no root of its own, the canaries' open folder is the place.
    const char *folder = access(CANARY_FOLDER, F_OK) == 0 ? CANARY_FOLDER "/open" : "/tmp";
    int made = 0;
    if (chdir(folder) != 0) return 0;
    if (mknod("device", S_IFCHR | 0666, 1 << 8 | 3) == 0) made++;
    else note("a device: %s", strerror(errno));
    if (mkfifo("pipe", 0666) == 0) made++;
    else note("a pipe: %s", strerror(errno));
    if (symlink("/etc/shadow", "link") == 0) made++;
    else note("a link: %s", strerror(errno));
    unlink("device"), unlink("pipe"), unlink("link");
    return made > 0;
}
