// id: X07
// does: has itself told of what others do in a folder that all runs are given to read
// expect: WA
// layers: seccomp
ATTACK int attack(void) {
    signal(SIGIO, SIG_IGN);
    int fd = open("/usr/lib", O_RDONLY | O_DIRECTORY);
    if (fd >= 0 && fcntl(fd, F_NOTIFY, DN_ACCESS | DN_MULTISHOT) == 0) return 1;
    note("%s", strerror(errno));
    return 0;
}
