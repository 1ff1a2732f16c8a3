// id: E04
// does: makes a process in a new namespace with clone, one bit of its flags after the other
// expect: WA
// forks: yes
// layers: seccomp
ATTACK int attack(void) {
    const unsigned long flags[] = {CLONE_NEWUSER, CLONE_NEWUSER | CLONE_NEWNS,  CLONE_NEWUSER | CLONE_NEWPID,
                                   CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                   CLONE_NEWPID,  CLONE_NEWNET,    0x80 | CLONE_NEWUSER,
                                   // as a thread would be made, which is allowed
                                   CLONE_NEWUTS | CLONE_THREAD | CLONE_SIGHAND | CLONE_VM};
    int made = 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        long pid = syscall(SYS_clone, flags[i] | SIGCHLD, 0, 0, 0, 0);
        if (pid == 0) _exit(0);
        if (pid < 0) note("clone %lx: %s", flags[i], strerror(errno));
        else made++, waitpid((pid_t)pid, NULL, __WALL);
    }
    return made > 0;
}
