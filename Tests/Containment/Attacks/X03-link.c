// id: X03
// does: gives a file of the host's a second name and writes through that
// expect: WA
// layers: seccomp own-root landlock-files
ATTACK int attack(void) {
    const char *mine = CANARY_FOLDER "/open/mine";
    if (link(CANARY_FOLDER "/writable", mine) != 0) {
        note("%s", strerror(errno));
        return 0;
    }
    int fd = open(mine, O_WRONLY | O_APPEND);
    int written = fd >= 0 && write(fd, "", 0) == 0;
    unlink(mine);
    return written;
}
