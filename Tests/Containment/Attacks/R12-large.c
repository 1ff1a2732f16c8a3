// id: R12
// does: fills its scratch folder with files that are each small enough, to one and a half times its size
// expect: WA
// rungs: full userns
// cell: scratch
// limits: memory=256
// layers: scratch-size
ATTACK int attack(void) {
    static char piece[1 << 20];
    for (int file = 0; file < 12; file++) {
        char name[20];
        snprintf(name, sizeof name, "file-%d", file);
        int fd = open(name, O_WRONLY | O_CREAT, 0600);
        for (int i = 0; i < 8; i++)
            if (write(fd, piece, sizeof piece) != sizeof piece) {
                note("%s: %s", name, strerror(errno));
                return 0;
            }
        close(fd);
    }
    return 1;
}
