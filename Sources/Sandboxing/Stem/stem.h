// The messages between a cell's keeper and its template, on a SOCK_SEQPACKET pair of their own.
//
// A template is an interpreter that is started once and has loaded the stem (Sources/Sandboxing/Stem): a small shared
// object whose initialiser takes requests, forks, confines the child, and returns only in the child.
#ifndef STEM_H
#define STEM_H

#include <stdint.h>

enum {
    STEM_SOCKET_FD = 3,   // the template's end
    STEM_RULESET_FD = 4,  // a Landlock ruleset to enter in each run, on the rung without namespaces
    STEM_SLOTS = 2,       // runs that are forked at any time
    STEM_LIMITS_MAX = 12,
    STEM_STEP_MAX = 120,
};

enum {
    STEM_READY = 1,    // template → keeper: struct stem_event
    STEM_SETUP = 2,    // keeper → template: struct stem_setup, the two parts of the filter
    STEM_RUN = 3,      // keeper → run: struct stem_request; descriptors 0, 1, 2
    STEM_FORKED = 4,   // template → keeper: struct stem_event with the pid of a run that waits
    STEM_STARTED = 5,  // run → keeper: struct stem_event; the filter's listener; or the step that failed
    STEM_ENDED = 6,    // template → keeper: struct stem_event with what wait4 gave
};

struct stem_setup {
    uint32_t kind;
    uint32_t has_namespaces;
    uint32_t has_ruleset;
    uint32_t own_ipc;
    uint32_t notifying_bytes;
    uint32_t remaining_bytes;
    uint64_t omitted;       // tests only, as in struct jail_setup
    uint32_t failing_call;
    uint32_t failing_error;
};

struct stem_limit {
    int32_t resource;
    uint32_t reserved;
    uint64_t value;
};

struct stem_request {
    uint32_t kind;
    uint32_t limits;
    struct stem_limit limit[STEM_LIMITS_MAX];
};

struct stem_event {
    uint32_t kind;
    uint32_t slot;
    int32_t pid;
    int32_t error;
    int32_t wait_status;
    uint32_t begun;  // with STEM_ENDED: the run had all its confinement, and its program began
    char step[STEM_STEP_MAX];
    uint64_t cpu_ns;
    uint64_t peak_bytes;
    uint64_t address_space_bytes;  // of the template, with STEM_READY
};

#endif
