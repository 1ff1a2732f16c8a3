// id: R17
// does: reads two gibibytes from a file it may read, dropping that from the cache each time
// expect: TLE ILE
// limits: cpu=0.1
// layers: cpu-watch
ATTACK int attack(void) {
    static char bytes[1 << 18];
    const char *path = NULL;
    dl_iterate_phdr(find_libc, &path);
    int fd = path ? open(path, O_RDONLY) : -1;
    if (fd < 0) return 0;
    for (size_t total = 0; total < 2ull << 30;) {
        ssize_t size = read(fd, bytes, sizeof bytes);
        if (size < 0) return 0;
        total += (size_t)size;
        if (size == 0) posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED), lseek(fd, 0, SEEK_SET);
    }
    return 1;
}
