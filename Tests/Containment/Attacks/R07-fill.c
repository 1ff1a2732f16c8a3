// id: R07
// does: fills a folder that is everybody's with 128 MiB, in a file without a name
// expect: WA
// limits: memory=256
// layers: own-root landlock-files file-size-limit
ATTACK int attack(void) {
    static char piece[1 << 20];
    signal(SIGXFSZ, SIG_IGN);
    int fd = open(CANARY_FOLDER "/open", O_TMPFILE | O_WRONLY, 0600);
    for (int i = 0; i < 128; i++)
        if (write(fd, piece, sizeof piece) != sizeof piece) {
            note("%s", strerror(errno));
            return 0;
        }
    return 1;
}
