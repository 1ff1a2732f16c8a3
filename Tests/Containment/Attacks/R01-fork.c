// id: R01
// does: makes children until a hundred are alive at once
// expect: PLE
// names: refused attempt
// layers: seccomp cgroup-tasks processes-limit
// forks: yes
// during: bystander
ATTACK int attack(void) {
    enum { WANTED = 100 };
    int gate[2], made = 0;
    if (pipe(gate) != 0) return 0;
    while (made < WANTED) {
        pid_t pid = fork();
        if (pid < 0) break;
        if (pid == 0) {  // lives until the gate opens
            char byte;
            close(gate[1]);
            _exit(read(gate[0], &byte, 1) != 0);
        }
        made++;
    }
    if (made < WANTED) note("child %d: %s", made + 1, strerror(errno));
    close(gate[1]);
    while (wait(NULL) > 0) continue;
    if (made < WANTED) exit(1);
    return 1;
}
