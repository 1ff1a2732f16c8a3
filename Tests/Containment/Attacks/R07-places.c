// id: R07
// does: looks for a folder in which a file could be made, wherever hosts have one for everybody
// expect: WA
// layers: own-root landlock-files
// The file has no name and nothing is written to it: these are the host's own folders.
ATTACK int attack(void) {
    const char *folders[] = {"/dev/shm", "/tmp", "/var/tmp", "/run/lock", "/dev/mqueue", "."};
    for (int i = 0; i < 6; i++) {
        int fd = open(folders[i], O_TMPFILE | O_WRONLY, 0600);
        if (fd >= 0) return 1;
        note("%s: %s", folders[i], strerror(errno));
    }
    return 0;
}
