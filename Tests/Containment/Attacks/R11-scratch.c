// id: R11
// does: makes one file far larger than any may be: without writing it, and by setting room aside
// expect: OLE
// cell: scratch
// layers: file-size-limit
ATTACK int attack(void) {
    int fd = open("huge", O_RDWR | O_CREAT, 0600);
    if (fd < 0 || fallocate(fd, 0, 0, 20 << 20) != 0 || ftruncate(fd, 1 << 30) != 0) {
        note("%s", strerror(errno));
        return 0;
    }
    struct stat status;
    return fstat(fd, &status) == 0 && status.st_size == 1 << 30;
}
