// id: R07
// does: keeps more than the memory limit in the files of its scratch folder, which lies in memory
// expect: MLE
// rungs: full userns
// cell: scratch
// limits: memory=32
// layers: cgroup-memory
ATTACK int attack(void) {
    static char piece[1 << 20];
    for (int file = 0; file < 6; file++) {
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
