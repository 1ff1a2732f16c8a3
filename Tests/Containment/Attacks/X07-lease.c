// id: X07
// does: takes a lease on a file of the host's, so that whoever opens it has to wait
// expect: WA
// layers: seccomp own-root landlock-files separate-uid
ATTACK int attack(void) {
    int fd = open(CANARY_FOLDER "/writable", O_WRONLY);
    if (fd >= 0 && fcntl(fd, F_SETLEASE, F_WRLCK) == 0) return fcntl(fd, F_GETLEASE) == F_WRLCK;
    note("%s", strerror(errno));
    return 0;
}
