// id: E05
// does: enters a namespace of the judge's
// expect: WA
// rungs: lockdown
// layers: seccomp separate-uid capabilities landlock-files landlock-network landlock-scopes
ATTACK int attack(void) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/ns/uts", JUDGE_PID);
    int fd = open(path, O_RDONLY);
    if (fd < 0 || setns(fd, CLONE_NEWUTS) != 0) {
        note("%s: %s", fd < 0 ? "open" : "setns", strerror(errno));
        return 0;
    }
    return 1;
}
