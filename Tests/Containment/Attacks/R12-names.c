// id: R12
// does: makes a thousand files and folders where everybody may write
// expect: WA
// layers: own-root landlock-files
ATTACK int attack(void) {
    char name[200];
    for (int i = 0; i < 1000; i++) {
        snprintf(name, sizeof name, CANARY_FOLDER "/open/file-%d", i);
        int fd = open(name, O_WRONLY | O_CREAT, 0600);
        if (fd < 0) {
            note("%s: %s", name, strerror(errno));
            return 0;
        }
        close(fd);
    }
    return 1;
}
