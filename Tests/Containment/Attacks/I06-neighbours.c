// id: I06
// does: reads what the process table and the temporary folder tell of other runs and their watchers
// expect: WA
// layers: own-root landlock-files
ATTACK int attack(void) {
    int found = 0;
    DIR *processes = opendir("/proc");
    char own[16] = "", path[300], text[4096];
    if (readlink("/proc/self", own, sizeof own - 1) < 0) note("/proc/self: %s", strerror(errno));
    for (struct dirent *entry; processes && (entry = readdir(processes));) {
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9' || !strcmp(entry->d_name, own)) continue;
        snprintf(path, sizeof path, "/proc/%s/status", entry->d_name);
        int fd = open(path, O_RDONLY);
        ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
        if (fd >= 0) close(fd);
        if (size > 0) found++;
    }
    if (processes) closedir(processes);
    DIR *temporary = opendir("/tmp");
    for (struct dirent *entry; temporary && (entry = readdir(temporary));) found += entry->d_name[0] != '.';
    if (temporary) closedir(temporary);
    return found > 0;
}
