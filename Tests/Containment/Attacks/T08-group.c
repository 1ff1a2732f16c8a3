// id: T08
// does: stops itself and its child, all of its group
// expect: ILE
// limits: processes=4 wall=0.5
// control: none
// why: there is nobody left to let them go on; T08-self shows that a stopped program can win
ATTACK int attack(void) {
    pid_t pid = fork();
    if (pid == 0) {
        sleep(5);
        _exit(0);
    }
    return pid > 0 && kill(0, SIGSTOP) == 0;
}
