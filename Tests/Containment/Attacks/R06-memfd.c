// id: R06
// does: keeps twice the memory limit in memory files, which no limit of address space counts
// expect: WA
// layers: seccomp file-size-limit cgroup-memory
ATTACK int attack(void) {
    static char piece[1 << 20];
    memset(piece, 1, sizeof piece);
    for (int file = 0; file < 16; file++) {
        int fd = memfd_create("", 0);
        if (fd < 0) {
            note("memfd_create: %s", strerror(errno));
            return 0;
        }
        for (int i = 0; i < 8; i++)
            if (write(fd, piece, sizeof piece) != sizeof piece) return 0;
    }
    return 1;
}
