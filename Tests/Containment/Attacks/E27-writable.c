// id: E27
// does: changes a file of the host that anybody may write
// expect: WA
// layers: own-root landlock-files file-size-limit
ATTACK int attack(void) {
    int fd = open(CANARY_FOLDER "/writable", O_WRONLY);
    if (fd < 0) note("open: %s", strerror(errno));
    return fd >= 0 && write(fd, "changed", 7) == 7;
}
