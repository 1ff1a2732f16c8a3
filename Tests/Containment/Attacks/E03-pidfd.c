// id: E03
// does: opens a handle on another process and waits for it to be its to signal
// expect: WA
// layers: seccomp
ATTACK int attack(void) {
    // Where there is a pid namespace, 1 is not the host's first process; a handle is refused all the same.
    int handle = (int)syscall(SYS_pidfd_open, 1, 0);
    if (handle < 0) note("pidfd_open: %s", strerror(errno));
    return handle >= 0;
}
