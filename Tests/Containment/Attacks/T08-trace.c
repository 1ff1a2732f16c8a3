// id: T08
// does: lets its child stop to be traced, and waits for it past the wall limit
// expect: SV
// names: ptrace
// limits: processes=4 wall=0.5
// layers: seccomp wall-watch
#include <sys/ptrace.h>
static void nothing(int number) { (void)number; }

ATTACK int attack(void) {
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        _exit(0);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status)) return 0;
    sigaction(SIGALRM, &(struct sigaction){.sa_handler = nothing}, NULL);
    setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {0, 800000}}, NULL);
    int waited = waitpid(pid, &status, 0) < 0 && errno == EINTR;
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    return waited;
}
