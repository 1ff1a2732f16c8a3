// id: E09
// does: opens for writing what runs it and what it runs on: the judge's program, the host's libraries and settings
// expect: WA
// layers: read-only-mounts landlock-files separate-uid
// layers.lockdown: landlock-files separate-uid
// Nothing is written: to have it open would do.
ATTACK int attack(void) {
    char judge[64];
    snprintf(judge, sizeof judge, "/proc/%d/exe", JUDGE_PID);
    const char *names[] = {judge, "/usr/lib/os-release", "/usr/bin/gcc", "/etc/ld.so.cache"};
    int opened = 0;
    for (int i = 0; i < 4; i++) {
        int fd = open(names[i], O_WRONLY);
        note("%s: %s", names[i], fd < 0 ? strerror(errno) : "open");
        if (fd >= 0) opened++, close(fd);
    }
    return opened > 0;
}
