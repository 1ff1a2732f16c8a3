// id: E04
// does: makes a process in a new namespace with clone3, whose flags no filter can see
// expect: WA
// forks: yes
// layers: seccomp
#include <linux/sched.h>

ATTACK int attack(void) {
    const uint64_t flags[] = {CLONE_NEWUSER, CLONE_NEWUSER | CLONE_NEWNS, CLONE_NEWNET | CLONE_NEWUSER, 0, CLONE_NEWTIME};
    int made = 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        struct clone_args arguments = {.flags = flags[i], .exit_signal = SIGCHLD};
        long pid = syscall(SYS_clone3, &arguments, sizeof arguments);
        if (pid == 0) _exit(0);
        if (pid < 0) note("clone3 %llx: %s", (unsigned long long)flags[i], strerror(errno));
        else made++, waitpid((pid_t)pid, NULL, 0);
    }
    return made > 0;
}
