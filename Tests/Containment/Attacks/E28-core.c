// id: E28
// does: has a child crash and its memory written down
// expect: WA
// forks: yes
// layers: core-limit seccomp
// without: landlock-files own-root
// Where the kernel could not write the file, or a helper is told by a pipe, that is not for these to show.
ATTACK int attack(void) {
    int status = 0;
    if (chdir(CANARY_FOLDER "/open") != 0) note("chdir: %s", strerror(errno));
    // A host may have no limit of its own, or a soft one.
    struct rlimit most;
    getrlimit(RLIMIT_CORE, &most);
    most.rlim_cur = most.rlim_max;
    if (setrlimit(RLIMIT_CORE, &most) != 0) note("setrlimit: %s", strerror(errno));
    pid_t pid = fork();
    if (pid == 0) *(volatile int *)16 = 1;
    if (pid < 0) note("fork: %s", strerror(errno));
    if (pid > 0) waitpid(pid, &status, 0);
    return pid > 0 && WIFSIGNALED(status) && WCOREDUMP(status);
}
