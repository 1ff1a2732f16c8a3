// What the kernel tells of a run in its proc file system: how long it was ready and did not run, and which processes
// there are. No run can see one; those that watch hold a descriptor.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "warden.h"

#ifndef SYS_fsopen
#define SYS_fsopen 430
#define SYS_fsconfig 431
#define SYS_fsmount 432
#endif

// A proc of the cell's own pid namespace, mounted nowhere. A container that hides parts of its own lets nobody have a
// whole one; then there is none, and wall limits do not stretch.
static int mount_processes(void) {
    int context = (int)syscall(SYS_fsopen, "proc", 1u /* FSOPEN_CLOEXEC */);
    if (context < 0) return -1;
    int made = (int)syscall(SYS_fsconfig, context, 6u /* FSCONFIG_CMD_CREATE */, NULL, NULL, 0);
    int folder = made == 0 ? (int)syscall(SYS_fsmount, context, 1u /* FSMOUNT_CLOEXEC */,
                                          MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC)
                           : -1;
    close(context);
    return folder;
}

int open_processes(void) {
    if (cell.setup.rung != JAIL_LOCKDOWN) return mount_processes();
    return open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

static int main_task = -1;  // the schedstat of the candidate's first thread, kept open for its laps

// The second number of a schedstat: nanoseconds in the queue.
static uint64_t queued_ns(int file) {
    char text[128];
    ssize_t size = file < 0 ? -1 : pread(file, text, sizeof text - 1, 0);
    if (size <= 0) return 0;
    text[size] = 0;
    char *second = strchr(text, ' ');
    return second ? strtoull(second, NULL, 10) : 0;
}

void open_waits(pid_t pid) {
    char path[64];
    if (main_task >= 0) close(main_task);
    main_task = -1;
    if (cell.processes < 0 || pid <= 0) return;
    snprintf(path, sizeof path, "%d/schedstat", pid);
    main_task = openat(cell.processes, path, O_RDONLY | O_CLOEXEC);
}

// Since the run began; 0 where it cannot be known.
uint64_t main_waited_ns(void) { return queued_ns(main_task); }

// The longest wait of any other thread of a process.
uint64_t other_threads_waited_ns(pid_t pid) {
    char path[64];
    if (cell.processes < 0 || pid <= 0) return 0;
    snprintf(path, sizeof path, "%d/task", pid);
    int folder = openat(cell.processes, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = folder >= 0 ? fdopendir(folder) : NULL;
    if (!list) {
        if (folder >= 0) close(folder);
        return 0;
    }
    uint64_t most = 0;
    for (struct dirent *entry; (entry = readdir(list));) {
        int task = atoi(entry->d_name);
        if (task <= 0 || task == pid) continue;
        snprintf(path, sizeof path, "%d/task/%d/schedstat", pid, task);
        int file = openat(cell.processes, path, O_RDONLY | O_CLOEXEC);
        uint64_t waited = queued_ns(file);
        if (file >= 0) close(file);
        if (waited > most) most = waited;
    }
    closedir(list);
    return most;
}

// The CPU time of the children that a process has waited for: the 16th and 17th field of its stat, in ticks.
static uint64_t waited_for_cpu(pid_t pid) {
    char path[64], text[1024];
    static long ticks;
    if (!ticks) ticks = sysconf(_SC_CLK_TCK) > 0 ? sysconf(_SC_CLK_TCK) : 100;
    snprintf(path, sizeof path, "%d/stat", pid);
    int file = openat(cell.tree, path, O_RDONLY | O_CLOEXEC);
    ssize_t size = file < 0 ? -1 : read(file, text, sizeof text - 1);
    if (file >= 0) close(file);
    if (size <= 0) return 0;
    text[size] = 0;
    char *field = strrchr(text, ')');  // the name before it may hold anything
    for (int number = 2; field && number < 16; number++) field = strchr(field + 1, ' ');
    if (!field) return 0;
    uint64_t user = strtoull(field, &field, 10), system = strtoull(field, NULL, 10);
    return (user + system) * (1000000000u / (uint64_t)ticks);
}

// Appends the children of one thread; gives how many.
static int children_of_task(pid_t pid, int task, pid_t *found, int most) {
    char path[64], text[4096];
    int count = 0;
    snprintf(path, sizeof path, "%d/task/%d/children", pid, task);
    int file = openat(cell.tree, path, O_RDONLY | O_CLOEXEC);
    ssize_t size = file < 0 ? -1 : read(file, text, sizeof text - 1);
    if (file >= 0) close(file);
    if (size <= 0) return 0;
    text[size] = 0;
    for (char *word = strtok(text, " "); word && count < most; word = strtok(NULL, " ")) found[count++] = atoi(word);
    return count;
}

static int children_of(pid_t pid, pid_t *found, int most) {
    char path[64];
    int count = 0;
    snprintf(path, sizeof path, "%d/task", pid);
    int folder = openat(cell.tree, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = folder >= 0 ? fdopendir(folder) : NULL;
    if (!list) {
        if (folder >= 0) close(folder);
        return 0;
    }
    for (struct dirent *entry; (entry = readdir(list));)
        if (atoi(entry->d_name) > 0) count += children_of_task(pid, atoi(entry->d_name), found + count, most - count);
    closedir(list);
    return count;
}

// The CPU time of everything below this process that it has not waited for itself.
uint64_t descendants_cpu(void) {
    pid_t all[256];
    enum { MOST = sizeof all / sizeof *all };
    if (cell.tree < 0) return 0;
    int count = children_of(getpid(), all, MOST);
    uint64_t sum = 0;
    for (int i = 0; i < count; i++) {
        sum += clock_of(all[i]) + waited_for_cpu(all[i]);
        count += children_of(all[i], all + count, MOST - count);
    }
    return sum;
}
