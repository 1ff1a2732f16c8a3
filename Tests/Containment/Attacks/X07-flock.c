// id: X07
// does: locks a file that all runs are given to read
// expect: WA
// layers: seccomp
#include <sys/file.h>

ATTACK int attack(void) {
    const char *path = NULL;
    dl_iterate_phdr(find_libc, &path);
    int fd = path ? open(path, O_RDONLY) : -1, other = path ? open(path, O_RDONLY) : -1;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) return flock(other, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    note("%s", strerror(errno));
    return 0;
}
