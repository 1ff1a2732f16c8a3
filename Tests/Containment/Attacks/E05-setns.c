// id: E05
// does: enters namespaces, by names in the process table and by a handle on itself
// expect: WA
// layers: seccomp
ATTACK int attack(void) {
    const char *names[] = {"user", "mnt", "pid", "net", "ipc", "uts", "cgroup", "time"};
    int entered = 0;
    for (int i = 0; i < 16; i++) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%s/ns/%s", i < 8 ? "self" : "1", names[i % 8]);
        int fd = open(path, O_RDONLY);
        if (fd >= 0 && setns(fd, 0) == 0) entered++;
        else note("%s: %s", path, strerror(errno));
    }
    // Whoever may make a user namespace may do anything in it, if the filter lets it.
    unshare(CLONE_NEWUSER | CLONE_NEWUTS);
    int self = (int)syscall(SYS_pidfd_open, getpid(), 0);
    if (setns(self < 0 ? 0 : self, CLONE_NEWUTS) == 0) entered++;
    else note("setns: %s", strerror(errno));
    return entered > 0;
}
