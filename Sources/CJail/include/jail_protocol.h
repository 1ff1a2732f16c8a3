// The messages between a host process and its warden: one SOCK_SEQPACKET datagram each.
// Shared by the warden (C) and the library (Swift); no pointers, only fixed-width fields, same machine.
#ifndef JAIL_PROTOCOL_H
#define JAIL_PROTOCOL_H

#include <stdint.h>

enum {
    JAIL_MESSAGE_MAX = 192 * 1024,  // bytes, below the kernel's default for one datagram
    JAIL_STEP_MAX = 200,            // bytes of a step's name with its path, NUL included
    JAIL_SOCKET_FD = 3,             // where the warden finds its end of the socket pair
    JAIL_MESSAGE_CAP_FDS = 4,
};

// Kinds of message.
enum {
    JAIL_SETUP = 1,  // host → warden: struct jail_setup, strings, filter
    JAIL_READY = 2,  // warden → host: struct jail_ready
    JAIL_RUN = 3,    // host → warden: struct jail_run, strings; descriptors 0, 1, 2 and perhaps an image
    JAIL_LAP = 4,    // host → warden: struct jail_lap; a new case begins
    JAIL_LAPPED = 5, // warden → host: struct jail_lapped
    JAIL_STOP = 6,   // host → warden: struct jail_plain; end the run now
    JAIL_WAITS = 8,  // warden → host: struct jail_waits; the wall limit is stretched
    JAIL_ENDED = 7,  // warden → host: struct jail_ended; perhaps the collected file's descriptor
};

// Rungs.
enum { JAIL_FULL = 0, JAIL_USERNS = 1, JAIL_LOCKDOWN = 2 };

// Why the warden ended a run.
enum { JAIL_CAUSE_NONE = 0, JAIL_CAUSE_CPU = 1, JAIL_CAUSE_WALL = 2, JAIL_CAUSE_STOPPED = 3, JAIL_CAUSE_CALL = 4 };

// What can be left out of a jail, one by one, to see that something then goes wrong: bits of jail_setup.omitted. Only a
// warden that is compiled for the tests (JAIL_CAN_OMIT) knows how; any other refuses. In the order of `Protection` in the
// library.
#ifdef JAIL_CAN_OMIT
// Has the `call`th of the calls from here on, in any process that comes of this one, fail with `error`; ends that process
// instead where the error is JAIL_DEATH.
void plan_fault(uint32_t call, uint32_t error);
#endif
enum { JAIL_DEATH = 9999 };
enum {
    JAIL_OWN_ROOT,
    JAIL_READ_ONLY_MOUNTS,
    JAIL_RUN_PID_NAMESPACE,
    JAIL_IPC_NAMESPACE,
    JAIL_NETWORK_NAMESPACE,
    JAIL_UTS_NAMESPACE,
    JAIL_SEPARATE_UID,
    JAIL_CAPABILITIES,
    JAIL_NO_NEW_PRIVILEGES,
    JAIL_LANDLOCK_FILES,
    JAIL_LANDLOCK_NETWORK,
    JAIL_LANDLOCK_SCOPES,
    JAIL_SECCOMP,
    JAIL_CLOSED_DESCRIPTORS,
    JAIL_CGROUP_MEMORY,
    JAIL_CGROUP_TASKS,
    JAIL_ADDRESS_SPACE_LIMIT,
    JAIL_PROCESSES_LIMIT,
    JAIL_CPU_LIMIT,
    JAIL_FILE_SIZE_LIMIT,
    JAIL_OPEN_FILES_LIMIT,
    JAIL_STACK_LIMIT,
    JAIL_CORE_LIMIT,
    JAIL_LOCKED_MEMORY_LIMIT,
    JAIL_MESSAGE_QUEUE_LIMIT,
    JAIL_PRIORITY_LIMITS,
    JAIL_CPU_WATCH,
    JAIL_WALL_WATCH,
    JAIL_FINAL_KILL,
    JAIL_FRESH_SCRATCH,
    JAIL_CAREFUL_COLLECTING,
    JAIL_DEATH_SIGNALS,
    JAIL_LIFELINES,
    JAIL_SCRATCH_SIZE,
    JAIL_PROTECTIONS  // how many there are
};

// Bits of jail_setup.flags.
enum {
    JAIL_OWN_UID = 1 << 0,   // run under jail_setup.uid and .gid
    JAIL_CGROUP_V2 = 1 << 1, // the one cgroup folder is of version 2
    JAIL_LISTENER = 1 << 2,  // the filter has rules that notify
    JAIL_ONE_PROCESS = 1 << 3,  // the filter refuses every way to make a process
    JAIL_OWN_IPC = 1 << 4,   // the filter lets IPC objects be made: each run gets a namespace of its own for them
};

// Bits of jail_run.flags.
enum {
    JAIL_FROM_TEMPLATE = 1 << 0,  // fork the template; no executable, no arguments
};

// Kinds of path, the first byte of a path record.
enum { JAIL_PATH_READ = 'r', JAIL_PATH_EXECUTE = 'x', JAIL_PATH_LINK = 'l', JAIL_PATH_DEVICE = 'd' };

// Followed by strings, each ended by NUL: `paths` records (kind byte + path; a link's target is the next string),
// `cgroups` folders to make (version 1: memory, pids, cpuacct; version 2: one), `environment` entries NAME=VALUE,
// the scratch parent folder (lockdown only, may be empty), `template_arguments` strings, the first of them the
// executable; then `filter_bytes`, `notifying_bytes` and `remaining_bytes` of struct sock_filter. The latter two are the
// filter in two parts, for runs that are forked: the part that notifies, and the rest. With a template one descriptor
// comes with the message, the stem (see stem.h).
struct jail_setup {
    uint32_t kind;
    uint32_t rung;
    uint32_t flags;
    uint32_t uid;
    uint32_t gid;
    uint32_t paths;
    uint32_t cgroups;
    uint32_t environment;
    uint32_t filter_bytes;
    uint32_t notifying_bytes;
    uint32_t remaining_bytes;
    uint32_t template_arguments;  // 0: no template
    uint64_t scratch_bytes;       // 0: no scratch folder
    uint64_t template_stack_bytes;
    uint64_t omitted;         // tests only: protections to leave out
    uint32_t failing_call;    // tests only: the how manieth call of the set-up and of the runs fails; 0: none
    uint32_t failing_stem_call;  // the same of the stem's
    uint32_t failing_error;   // with this errno
    uint32_t reserved;
};

struct jail_ready {
    uint32_t kind;
    int32_t error;  // errno of the failed step; 0: ready
    char step[JAIL_STEP_MAX];
    int32_t landlock_abi;
    uint32_t limits_summed;  // 1: memory and processes are limited by a cgroup
    uint32_t has_template;   // 1: runs can be forked from the template
    uint32_t knows_waits;    // 1: wall limits stretch for a run that is ready and not scheduled
    char template_step[JAIL_STEP_MAX];  // where the template failed to start, if it did
};

// Followed by strings: the executable's path (empty: the fourth descriptor), the file to collect (empty: none),
// `arguments` strings.
struct jail_run {
    uint32_t kind;
    uint32_t arguments;
    uint64_t lap_cpu_ns;
    uint64_t lap_wall_ns;
    uint64_t total_cpu_ns;
    uint64_t memory_bytes;
    uint64_t file_bytes;
    uint64_t stack_bytes;
    uint64_t collect_bytes;  // largest file that is collected
    uint32_t processes;
    uint32_t threads;
    uint32_t open_files;
    uint32_t flags;
};

struct jail_plain {
    uint32_t kind;
    uint32_t serial;
};

struct jail_lap {
    uint32_t kind;
    uint32_t serial;
    uint32_t restarts;  // 1: the total counts from here, too
    uint32_t reserved;
    uint64_t lap_cpu_ns;  // the limits from here on
    uint64_t lap_wall_ns;
    uint64_t total_cpu_ns;
};

struct jail_waits {
    uint32_t kind;
    uint32_t reserved;
    uint64_t waited_ns;  // in this lap
};

struct jail_lapped {
    uint32_t kind;
    uint32_t serial;
    uint64_t cpu_ns;
    uint64_t wall_ns;
};

struct jail_ended {
    uint32_t kind;
    int32_t error;  // errno of a step before the program began; 0: it began
    char step[JAIL_STEP_MAX];
    uint32_t cause;
    int32_t wait_code;    // CLD_EXITED, CLD_KILLED, CLD_DUMPED of the first process
    int32_t wait_status;  // exit code or signal
    int32_t call;         // system call that the filter ended the program for; -1: none
    uint32_t processes_refused;
    uint32_t threads_refused;
    uint32_t survivors;
    uint32_t oom_kills;
    uint64_t cpu_ns;
    uint64_t wall_ns;
    uint64_t lap_cpu_ns;  // of the last lap, when a limit ended it
    uint64_t lap_wall_ns;
    uint64_t waited_ns;   // of the last lap's wall time: ready to run, and not run (the scheduler's own account)
    uint64_t peak_bytes;
    uint32_t collected;  // 1: a descriptor comes with this message
    uint32_t memory_hits;  // times that the cgroup ran into its memory limit, with or without a kill
    uint32_t clean;      // 1: the process tree was seen to be gone
};

#endif
