// One cgroup a cell, of either version. The guardian makes it, puts the keeper in it (all below inherit it), and
// removes it. The files that are needed later are opened here, before privileges go.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "warden.h"

enum { TASKS_MAX = 1 << 22 };  // PID_MAX_LIMIT of a 64-bit kernel

struct counters counters = {-1, -1, -1, -1, -1, -1, -1, -1};

static int open_in(const char *folder, const char *name, int flags) {
    char path[640];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return open(path, flags | O_CLOEXEC);
}

static int is_v2(void) { return (cell.setup.flags & JAIL_CGROUP_V2) != 0; }

// How often the memory limit was met.
uint64_t memory_hits(void) {
    return is_v2() ? read_field(counters.memory_events, "max") : read_number(counters.memory_hits);
}

static int open_v1(void) {
    const char *memory = cell.cgroups[0], *pids = cell.cgroups[1], *cpu = cell.cgroups[2];
    counters.memory_usage = open_in(memory, "memory.usage_in_bytes", O_RDONLY);
    counters.memory_limit = open_in(memory, "memory.limit_in_bytes", O_RDWR);
    counters.memory_swap = open_in(memory, "memory.memsw.limit_in_bytes", O_RDWR);
    counters.memory_hits = open_in(memory, "memory.failcnt", O_RDONLY);
    counters.memory_events = open_in(memory, "memory.oom_control", O_RDONLY);
    counters.pids_limit = open_in(pids, "pids.max", O_RDWR);
    counters.pids_events = open_in(pids, "pids.events", O_RDONLY);
    counters.cpu = open_in(cpu, "cpuacct.usage", O_RDONLY);
    int swappiness = open_in(memory, "memory.swappiness", O_RDWR);
    if (swappiness >= 0) {
        write_number(swappiness, 0);
        close(swappiness);
    }
    return 0;
}

static int open_v2(void) {
    const char *folder = cell.cgroups[0];
    counters.memory_usage = open_in(folder, "memory.current", O_RDONLY);
    counters.memory_limit = open_in(folder, "memory.max", O_RDWR);
    counters.memory_swap = open_in(folder, "memory.swap.max", O_RDWR);
    counters.memory_events = open_in(folder, "memory.events", O_RDONLY);
    counters.pids_limit = open_in(folder, "pids.max", O_RDWR);
    counters.pids_events = open_in(folder, "pids.events", O_RDONLY);
    counters.cpu = open_in(folder, "cpu.stat", O_RDONLY);
    if (counters.memory_swap >= 0) write_number(counters.memory_swap, 0);
    return 0;
}

int cgroups_make(void) {
    for (uint32_t i = 0; i < cell.setup.cgroups; i++) {
        size_t length = strlen(cell.cgroups[i]);
        snprintf(cell.cgroups[i] + length, sizeof cell.cgroups[i] - length, "/seqjudge-%d", getpid());
        if (mkdir(cell.cgroups[i], 0755) != 0 && errno != EEXIST) return fail("make cgroup", cell.cgroups[i], NULL);
        cell.cgroup_count = i + 1;
    }
    if (!cell.cgroup_count) return 0;
    if (is_v2()) open_v2();
    else open_v1();
    if (counters.memory_limit < 0) return fail("open cgroup file", "memory limit", NULL);
    if (counters.pids_limit < 0) return fail("open cgroup file", "pids limit", NULL);
    if (counters.cpu < 0) return fail("open cgroup file", "cpu usage", NULL);
    return 0;
}

int cgroups_attach(pid_t pid) {
    char path[640], text[16];
    snprintf(text, sizeof text, "%d", pid);
    for (size_t i = 0; i < cell.cgroup_count; i++) {
        snprintf(path, sizeof path, "%s/cgroup.procs", cell.cgroups[i]);
        if (write_file(path, text) != 0) return fail("enter cgroup", cell.cgroups[i], NULL);
    }
    return 0;
}

static void kill_members(const char *folder) {
    char text[4096];
    int kill_file = open_in(folder, "cgroup.kill", O_WRONLY);
    if (kill_file >= 0) {
        write_number(kill_file, 1);
        close(kill_file);
        return;
    }
    int procs = open_in(folder, "cgroup.procs", O_RDONLY);
    ssize_t size = procs >= 0 ? read(procs, text, sizeof text - 1) : 0;
    if (procs >= 0) close(procs);
    if (size <= 0) return;
    text[size] = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        pid_t pid = atoi(line);
        if (pid > 1 && pid != getpid()) kill(pid, SIGKILL);
    }
}

// A cgroup is busy for some milliseconds after its last process is gone: waits up to two seconds.
void cgroups_remove(void) {
    for (size_t i = 0; i < cell.cgroup_count; i++)
        for (int attempt = 0; attempt < 400 && rmdir(cell.cgroups[i]) != 0 && errno == EBUSY; attempt++) {
            kill_members(cell.cgroups[i]);
            nanosleep(&(struct timespec){0, 5000000}, NULL);
        }
    cell.cgroup_count = 0;
}

// What the cell is charged for now.
uint64_t cgroups_memory(void) { return read_number(counters.memory_usage); }

// Sets the limits of the next run; `tasks` counts the candidate's processes and threads.
int cgroups_limit(uint64_t memory, uint64_t tasks) {
    static uint64_t last_memory, last_tasks;
    if (!cell.cgroup_count) return 0;
    if (WITHOUT(JAIL_CGROUP_MEMORY)) memory = last_memory;
    if (WITHOUT(JAIL_CGROUP_TASKS)) tasks = last_tasks;
    // More than there can be is refused by the kernel, and means no limit.
    if (tasks > TASKS_MAX - resident_tasks()) tasks = TASKS_MAX - resident_tasks();
    if (memory != last_memory) {
        // Version 1 keeps limit <= limit with swap: when it grows the latter has to go first.
        if (!is_v2() && counters.memory_swap >= 0 && memory > last_memory)
            write_number(counters.memory_swap, memory);
        if (write_number(counters.memory_limit, memory) != 0) return fail("limit", "the cgroup's memory", NULL);
        if (!is_v2() && counters.memory_swap >= 0) write_number(counters.memory_swap, memory);
        last_memory = memory;
    }
    if (tasks != last_tasks) {
        if (write_number(counters.pids_limit, tasks + resident_tasks()) != 0) return fail("limit", "the cgroup's tasks", NULL);
        last_tasks = tasks;
    }
    return 0;
}
