// id: T04
// does: has four children compute, each for less than any limit of one process
// expect: TLE
// limits: processes=8 wall=6
// cases: 1
// after: cpu
// layers: cpu-watch
ATTACK int attack(void) {
    for (int i = 0; i < 4; i++) {
        pid_t pid = fork();
        if (pid < 0) return 0;
        if (pid == 0) {
            spin(0.25);
            _exit(0);
        }
    }
    int status, fine = 0;
    while (wait(&status) > 0) fine += status == 0;
    return fine == 4;
}
