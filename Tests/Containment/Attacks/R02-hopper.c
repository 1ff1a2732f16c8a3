// id: R02
// does: computes in a chain of processes each of which leaves its session and ends as soon as the next is there
// expect: TLE
// limits: processes=8 wall=6
// layers: cpu-watch
// A hop takes 10 ms, so that none of them is ever near a limit of its own; what all have used is what counts.
ATTACK int attack(void) {
    int done[2];
    char byte = 1;
    if (pipe(done) != 0) return 0;
    pid_t pid = fork();
    if (pid != 0) {
        close(done[1]);
        return pid > 0 && read(done[0], &byte, 1) == 1;
    }
    for (int hop = 0; hop < 80; hop++) {
        setsid();
        spin(0.01);
        pid = fork();
        if (pid != 0) _exit(pid < 0);
    }
    _exit(write(done[1], &byte, 1) != 1);
}
