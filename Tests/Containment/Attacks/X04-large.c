// id: X04
// does: leaves a larger output than is wanted
// expect: WA
// cell: scratch
// wins: anything
// layers: careful-collecting
ATTACK int attack(void) {
    static char piece[1 << 20];
    int fd = open("left", O_WRONLY | O_CREAT, 0600);
    return fd >= 0 && write(fd, piece, sizeof piece) > 0 && write(fd, piece, 1) == 1;
}
