// id: E25
// does: stops a process of the judge's user, by every call that sends a signal
// expect: WA
// layers.lockdown: separate-uid landlock-scopes
// Everywhere else the pid namespace of the cell, which cannot be left out, has no number for it.
// control: bare
// control.lockdown: layers
ATTACK int attack(void) {
    siginfo_t info = {.si_code = SI_QUEUE};
    int handle = (int)syscall(SYS_pidfd_open, CANARY_PID, 0), sent = 0;
    sent += kill(CANARY_PID, SIGSTOP) == 0;
    if (!sent) note("kill: %s", strerror(errno));
    sent += syscall(SYS_tkill, CANARY_PID, SIGSTOP) == 0;
    sent += syscall(SYS_tgkill, CANARY_PID, CANARY_PID, SIGSTOP) == 0;
    if (!sent) note("tgkill: %s", strerror(errno));
    info.si_signo = SIGSTOP;
    sent += syscall(SYS_rt_sigqueueinfo, CANARY_PID, SIGSTOP, &info) == 0;
    if (!sent) note("sigqueue: %s", strerror(errno));
    sent += syscall(SYS_pidfd_send_signal, handle, SIGSTOP, NULL, 0) == 0;
    if (!sent) note("pidfd_send_signal: %s", strerror(errno));
    // The judge itself is not to be harmed, whatever is left out. A small number may be one of our own namespace.
    sent += JUDGE_PID > 100 && kill(JUDGE_PID, 0) == 0;
    return sent > 0;
}
