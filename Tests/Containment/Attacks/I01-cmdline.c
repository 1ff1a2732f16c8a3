// id: I01
// does: reads the judge's command line, environment and list of descriptors in the process table
// expect: WA
// layers: own-root landlock-files
static ssize_t size_of(const char *who, const char *name) {
    static char path[64], bytes[65536];
    snprintf(path, sizeof path, "/proc/%s/%s", who, name);
    int fd = open(path, O_RDONLY);
    if (fd < 0) note("open %s: %s", path, strerror(errno));
    ssize_t size = fd < 0 ? -1 : read(fd, bytes, sizeof bytes);
    if (fd >= 0) close(fd);
    return size > 0 && has_token(bytes, (size_t)size) ? 1 << 20 : size;
}

ATTACK int attack(void) {
    char judge[16];
    snprintf(judge, sizeof judge, "%d", JUDGE_PID);
    ssize_t line = size_of(judge, "cmdline"), most = 0;
    for (int i = 0; i < 2; i++) {
        ssize_t size = size_of(i ? "1" : judge, "environ");
        if (size > most) most = size;
    }
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd", JUDGE_PID);
    DIR *list = opendir(path);
    if (list) closedir(list);
    return line > 0 || most > 0 || list;
}
