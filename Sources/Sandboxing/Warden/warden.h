// The warden: a small single-threaded program that keeps one cell.
//
//   guardian   host's namespaces; makes the cgroup and the uid map, waits, removes the cgroup
//   └ keeper   the cell's namespaces (pid 1 of the outer one); takes run requests
//     └ init   one a run, pid 1 of a fresh pid namespace; enforces the limits, reaps, reports
//       └ the candidate
//
// The death of any of them ends everything below it: by the pid namespaces, and by lifelines (pipes whose other end
// only the parent holds) and parent-death signals where there are none.
#ifndef WARDEN_H
#define WARDEN_H

#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "jail_protocol.h"

enum { PATHS_MAX = 128, STRINGS_MAX = 512, CGROUPS_MAX = 3 };

struct path_rule {
    char kind;
    const char *path;
    const char *target;  // links only
};

struct cell {
    struct jail_setup setup;
    struct path_rule paths[PATHS_MAX];
    char *environment[STRINGS_MAX];
    const char *scratch_parent;
    const void *filter;
    char cgroups[CGROUPS_MAX][512];
    size_t cgroup_count;
    int lifeline;            // the keeper's: readable (end of file) once the guardian is gone
    int landlock_abi;
    char scratch[512];       // where the scratch folder is; "" without one
    char seccomp_is_last;
};

struct counters {
    int memory_limit, memory_swap, memory_hits, memory_events, pids_limit, pids_events, cpu;
};

uint64_t memory_hits(void);

// Written by a run's init, read by the keeper: shared memory.
struct run_result {
    struct jail_ended ended;
};

extern struct cell cell;
extern struct counters counters;
extern struct jail_ready fault;  // step and errno of the last failure
extern struct run_result *result;
extern char message[JAIL_MESSAGE_MAX];

// Notes a failed step ("mount /usr read-only") and gives -1.
int fail(const char *verb, const char *object, const char *qualifier);

// util.c
uint64_t now_ns(void);
int write_file(const char *path, const char *text);
int write_number(int fd, uint64_t value);
uint64_t read_number(int fd);
uint64_t read_field(int fd, const char *name);
int send_message(int fd, const void *bytes, size_t size, int attachment);
ssize_t receive_message(int fd, void *bytes, size_t size, int *fds, int *count);
int remove_tree(int parent, const char *name);

// setup.c
int parse_setup(char *bytes, size_t size);

// cgroup.c
int cgroups_make(void);
int cgroups_attach(pid_t pid);
void cgroups_remove(void);
int cgroups_limit(uint64_t memory, uint64_t tasks);

// root.c
int prepare_root(void);
int build_root(void);
int mount_scratch(void);

// confine.c
int landlock_probe(void);
int landlock_confine(int with_scratch_writable);
int drop_capabilities(int keep_sys_admin);

// run.c
void serve_runs(void);

// init.c
void run_init(const struct jail_run *run, char **arguments, const char *executable, const char *collect, int image)
    __attribute__((noreturn));

// launch.c
struct launch {
    const struct jail_run *run;
    char **arguments;
    const char *executable;
    int image;
    int listener;  // out
};
pid_t launch_candidate(struct launch *launch);

#endif
