// id: E20
// does: executes a set-user-ID program, which reads the secret for it
// expect: WA
// forks: yes
// layers.lockdown: no-new-privileges
// without.lockdown: seccomp landlock-files landlock-network landlock-scopes
// A filter and a Landlock domain need no_new_privs themselves. In a user namespace that maps no other uid there is nothing
// to gain, whatever is left out.
// control: bare
// control.lockdown: layers
ATTACK int attack(void) {
    const char *programs[] = {CANARY_FOLDER "/gain", "/bin/su", "/usr/bin/passwd", "/usr/bin/newuidmap", "/bin/ping"};
    char text[300];
    int ends[2], won = 0;
    for (int i = 0; i < 5; i++) {
        if (pipe(ends) != 0) return 0;
        pid_t pid = fork();
        if (pid < 0) note("fork: %s", strerror(errno));
        if (pid == 0) {
            dup2(ends[1], 1), dup2(ends[1], 2);
            execl(programs[i], programs[i], "--version", NULL);
            _exit(1);
        }
        close(ends[1]);
        ssize_t size = pid < 0 ? -1 : read(ends[0], text, sizeof text);
        close(ends[0]);
        if (pid > 0) waitpid(pid, NULL, 0);
        if (size > 0 && has_token(text, (size_t)size)) won = 1;
    }
    return won;
}
