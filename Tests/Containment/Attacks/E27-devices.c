// id: E27
// does: opens devices and settings of the kernel for writing
// expect: WA
// layers: own-root separate-uid landlock-files
// What anybody may write, such as /dev/null, is left out. Nothing is written: to have one open would do.
ATTACK int attack(void) {
    const char *names[] = {"/dev/kmsg", "/dev/mem", "/dev/port", "/dev/sda", "/dev/vda", "/dev/loop0", "/dev/kvm",
                           "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sysrq-trigger",
                           "/sys/kernel/uevent_helper", "/sys/fs/cgroup/memory/release_agent",
                           "/sys/fs/cgroup/cgroup.procs", "/proc/sys/kernel/randomize_va_space"};
    int opened = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int fd = open(names[i], O_WRONLY | O_NONBLOCK);
        if (fd < 0) note("%s: %s", names[i], strerror(errno));
        else opened++, close(fd);
    }
    return opened > 0;
}
