// The warden: a small single-threaded program that keeps one cell.
//
//   guardian       host's namespaces; makes the cgroup and the uid map, waits, removes the cgroup
//   └ keeper       the cell's namespaces (pid 1 of the outer one); takes run requests
//     ├ init       one a run, pid 1 of a fresh pid namespace; enforces the limits, reaps, reports
//     │ └ the candidate and what it starts
//     ├ nanny      one a run, pid 1 of a fresh pid namespace, and nothing more (nanny.h)
//     ├ candidate  in the nanny's namespace; the keeper itself enforces its limits
//     └ template   an interpreter from which runs are forked (Stem/stem.c), the same way in namespaces with a nanny
//
// The init is for runs of several processes and for those with a scratch folder; a run of one process needs nobody
// within its namespace to reap and to sum up, so the keeper does without it.
//
// The death of any of them ends everything below it: by the pid namespaces, and by lifelines (pipes whose other end
// only the parent holds) and parent-death signals where there are none.
#ifndef WARDEN_H
#define WARDEN_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "jail_protocol.h"
#include "jail_tree.h"

// Whether a protection is left out, which no warden but that of the tests can do.
#ifdef JAIL_CAN_OMIT
#define WITHOUT(protection) ((cell.setup.omitted >> (protection)) & 1)
#else
#define WITHOUT(protection) 0
#endif

enum { PATHS_MAX = 128, STRINGS_MAX = 512, CGROUPS_MAX = 3 };

struct path_rule {
    char kind;
    const char *path;
    const char *target;  // links only
};

struct cell {
    struct jail_setup setup;
    struct path_rule paths[PATHS_MAX];
    char *environment[STRINGS_MAX + 1];  // room for one of the template's
    const char *scratch_parent;
    const void *filter, *notifying_filter, *remaining_filter;
    char *template_arguments[STRINGS_MAX];
    char cgroups[CGROUPS_MAX][512];
    size_t cgroup_count;
    int lifeline;            // the keeper's: readable (end of file) once the guardian is gone
    int landlock_abi;
    char scratch[512];       // where the scratch folder is; "" without one
    int direct;              // runs are of one process and without scratch: no init
    int ruleset;             // direct runs without namespaces: the Landlock ruleset that each enters; else -1
    int stem;                // the stem's image, until the template has it; else -1
    int processes;           // a proc file system of the cell's processes; -1 without one
    int tree;                // an init's, in which it finds what is below it; -1 where its own namespace tells
};

struct counters {
    int memory_usage, memory_limit, memory_swap, memory_hits, memory_events, pids_limit, pids_events, cpu;
};

uint64_t memory_hits(void);

// Written by a run's init, read by the keeper: shared memory.
struct run_result {
    struct jail_ended ended;
    int finished;  // the init came to its end: what it wrote is whole
    int unread;    // errno of an account that could not be read: what follows from it is not to be believed
};

// Ignored by guardian and keeper: a ctrl-C in a terminal is the host's to handle, it closes the socket.
static const int ignored_signals[] = {SIGPIPE, SIGINT, SIGTERM, SIGHUP};

extern struct cell cell;
extern struct counters counters;
extern struct jail_ready fault;  // step and errno of the last failure
extern char template_step[JAIL_STEP_MAX];  // why there is no template; "" where there is, or none was wanted
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
char *next_string(char **cursor, const char *end);
int send_message(int fd, const void *bytes, size_t size, int attachment);
int send_descriptors(int fd, const void *bytes, size_t size, const int *descriptors, int count);
ssize_t receive_message(int fd, void *bytes, size_t size, int *fds, int *count);

// confine.c
int set_death_signal(void);

// setup.c
int parse_setup(char *bytes, size_t size);

// cgroup.c
int cgroups_make(void);
int cgroups_attach(pid_t pid);
void cgroups_remove(void);
int cgroups_limit(uint64_t memory, uint64_t tasks);
uint64_t cgroups_memory(void);

// host.c
void raise_inherited_limits(void);
int host_has_room(uint64_t space);

// root.c
int prepare_root(void);
int has_own_root(void);
int build_root(void);
int mount_scratch(void);

// confine.c
int landlock_probe(void);
int landlock_ruleset(int with_scratch_writable);
int landlock_enter(int ruleset);
int landlock_confine(int with_scratch_writable);
int landlock_confine_keeper(int with_scratch_writable);
int drop_capabilities(int keep_sys_admin);
int lose_capabilities(void);
int signals_stay_inside(void);

// launch.c
struct launch {
    struct jail_run *run;
    char **arguments;
    const char *executable;
    int image;
    int listener;  // out
    int pidfd;     // out
    int begun;     // out: all is confined, and the exec is next
};
pid_t launch_candidate(struct launch *launch);
int set_common_limits(void);
uint64_t cpu_seconds(const struct jail_run *run);
uint64_t address_space(uint64_t memory);
uint64_t counted_processes(const struct jail_run *run);

// supervise.c
struct supervision {
    struct jail_run *run;  // a lap may set its limits anew
    pid_t candidate;  // in our own pid namespace
    int listener;     // the filter's; -1: none
    int end;          // readable when `ended` should look whether the candidate has ended
    int one_process;  // its own clock is all the run's CPU time
    int main_ended;
    void (*ended)(void);
    uint64_t start, lap_start, cpu_start, total_cpu_start, lap_cpu_start, lap_waited_start, cpu;
};
extern struct supervision watched;
void begin_watch(struct jail_run *run, pid_t candidate);
void watch(void);
void note_end(int status);
void judge_end(uint64_t cpu_ns, uint64_t peak_bytes);
uint64_t cgroup_cpu(void);
uint64_t clock_of(pid_t pid);

// proc.c
int open_processes(void);
void open_waits(pid_t pid);
uint64_t main_waited_ns(void);
uint64_t other_threads_waited_ns(pid_t pid);
uint64_t descendants_cpu(void);

// init.c
void run_init(struct launch *launch, const char *collect) __attribute__((noreturn));

// direct.c
int prepare_direct(void);
void end_namespaces(void);
void run_direct(struct launch *launch, const int *descriptors);

// template.c
int start_template(void);
int has_template(void);
uint64_t template_memory(void);
uint64_t template_space(void);
void run_from_template(struct jail_run *run, const int *descriptors);

// run.c
void serve_runs(void);
void close_descriptors(void);
unsigned resident_tasks(void);
int own_ipc(void);

#endif
