// id: R12
// does: makes six thousand small files, a folder for each hundred
// expect: WA
// rungs: full userns
// cell: scratch
// limits: memory=256
// layers: scratch-size
ATTACK int attack(void) {
    char name[40];
    for (int i = 0; i < 6000; i++) {
        snprintf(name, sizeof name, "folder-%d", i / 100);
        if (i % 100 == 0) mkdir(name, 0700);
        snprintf(name, sizeof name, "folder-%d/file-%d", i / 100, i);
        int fd = open(name, O_WRONLY | O_CREAT, 0600);
        if (fd < 0 || write(fd, name, sizeof name) != sizeof name) {
            note("%s: %s", name, strerror(errno));
            return 0;
        }
        close(fd);
    }
    return 1;
}
