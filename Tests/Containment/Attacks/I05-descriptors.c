// id: I05
// does: looks for descriptors beside its own three, and for more on those than it is to see
// expect: WA
// layers: closed-descriptors
ATTACK int attack(void) {
    int more = 0;
    for (int fd = 3; fd < 1024; fd++)
        if (fcntl(fd, F_GETFD) >= 0) note("descriptor %d is open", fd), more++;
    if (lseek(0, 0, SEEK_SET) >= 0) note("standard input can be read again"), more++;
    char folder[256] = "";
    if (!getcwd(folder, sizeof folder) || strcmp(folder, "/")) note("it is in %s", folder), more++;
    for (int fd = 0; fd < 3; fd++)
        if ((fcntl(fd, F_GETFL) & O_ACCMODE) != (fd ? O_WRONLY : O_RDONLY)) note("descriptor %d goes both ways", fd), more++;
    int again = open("/proc/self/fd/0", O_RDONLY | O_NONBLOCK);
    if (again >= 0) note("standard input can be opened again"), more++;
    return more > 0;
}
