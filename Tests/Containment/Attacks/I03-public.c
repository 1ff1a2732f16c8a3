// id: I03
// does: reads files of the host that anybody may read
// expect: WA
// layers: own-root landlock-files
ATTACK int attack(void) {
    int fd = open("/etc/passwd", O_RDONLY);
    if (fd >= 0) close(fd);
    return file_has_token(CANARY_FOLDER "/public") && fd >= 0;
}
