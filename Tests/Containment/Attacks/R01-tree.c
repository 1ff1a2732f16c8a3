// id: R01
// does: a binary tree of processes seven deep, where four processes are allowed
// Without a cgroup nobody counts the refusals, so only the exit code is left to tell.
// expect: PLE
// expect.lockdown: RE
// limits: processes=4
// layers: cgroup-tasks processes-limit
// during: bystander
static int told[2], gate[2];

static void grow(int depth) {
    char byte = 1;
    for (int child = 0; depth > 0 && child < 2; child++) {
        if (fork() != 0) continue;
        close(gate[1]);
        if (write(told[1], &byte, 1) != 1) _exit(1);
        grow(depth - 1);
        if (read(gate[0], &byte, 1) != 0) _exit(1);
        while (wait(NULL) > 0) continue;
        _exit(0);
    }
}

ATTACK int attack(void) {
    char byte;
    int made = 0, silence = 0;
    if (pipe(told) != 0 || pipe(gate) != 0 || fcntl(told[0], F_SETFL, O_NONBLOCK) != 0) return 0;
    grow(7);
    while (made < 200 && silence < 200) {
        if (read(told[0], &byte, 1) == 1) made++;
        else if (usleep(1000) == 0) silence++;
    }
    close(gate[1]);
    note("%d processes", made);
    if (made < 200) exit(1);
    while (wait(NULL) > 0) continue;
    return 1;
}
