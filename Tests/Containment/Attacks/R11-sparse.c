// id: R11
// does: makes a file of a gibibyte without writing it
// expect: WA
// layers: seccomp own-root landlock-files file-size-limit
ATTACK int attack(void) {
    signal(SIGXFSZ, SIG_IGN);
    int fd = open(CANARY_FOLDER "/open", O_TMPFILE | O_RDWR, 0600);
    if (fd < 0 || ftruncate(fd, 1 << 30) != 0 || pread(fd, &(char){0}, 1, (1 << 30) - 1) != 1) {
        note("%s", strerror(errno));
        return 0;
    }
    return 1;
}
