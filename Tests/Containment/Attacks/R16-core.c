// id: R16
// does: raises the limit of core files, crashes and leaves one
// expect: WA
// cell: scratch
// layers: seccomp core-limit
ATTACK int attack(void) {
    setrlimit(RLIMIT_CORE, &(struct rlimit){8 << 20, 8 << 20});
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) abort();
    if (pid < 0 || waitpid(pid, &status, 0) != pid) return 0;
    struct stat file;
    int found = stat("core", &file) == 0 && file.st_size > 4096;
    char name[40];
    snprintf(name, sizeof name, "core.%d", pid);
    found |= stat(name, &file) == 0 && file.st_size > 4096;
    note("dumped: %d, found: %d", WCOREDUMP(status) != 0, found);
    return found;
}
