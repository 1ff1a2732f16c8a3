// id: I02
// does: looks at mounts, cgroups, kernel symbols and devices to tell which host it is on
// expect: WA
// layers: own-root landlock-files
ATTACK int attack(void) {
    const char *names[] = {"/proc/self/mountinfo", "/proc/self/cgroup", "/proc/kallsyms", "/proc/version",
                           "/proc/cpuinfo", "/sys/class/net", "/sys/kernel/notes", "/etc/hostname",
                           "/etc/machine-id", "/proc/sys/kernel/random/boot_id"};
    int found = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int fd = open(names[i], O_RDONLY);
        if (fd < 0) note("%s: %s", names[i], strerror(errno));
        else found++, close(fd);
    }
    return found > 0;
}
