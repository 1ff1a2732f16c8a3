// The stem: what turns a CPython interpreter into a template. The interpreter loads it as an extension module, whose
// initialiser does not return but forks run after run, each in a fresh pid namespace and confined, and each ahead of its
// request, which it waits for itself. Only in the run does it return, as an ImportError; there the harness goes on and
// runs one candidate. The template itself never sees a candidate's source, and holds nothing of one run when the next
// begins.
//
// It is compiled without Python's headers, so that one object serves every CPython: the few functions it calls belong
// to the stable ABI.
#define _GNU_SOURCE
#include "jail_protocol.h"
#include "stem.h"
#include "usage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Whether a protection is left out, which no stem but that of the tests can do.
#ifdef JAIL_CAN_OMIT
#define WITHOUT(protection) ((received.setup.omitted >> (protection)) & 1)
#else
#define WITHOUT(protection) 0
#endif

extern void PyOS_BeforeFork(void);
extern void PyOS_AfterFork_Parent(void);
extern void PyOS_AfterFork_Child(void);
extern void PyErr_SetString(void *type, const char *text);
extern void *PyExc_ImportError;

enum { FILTER_MAX = 4096 };

static struct {
    struct stem_setup setup;
    struct sock_filter filters[2 * FILTER_MAX];
} received;

#include "nanny.h"

// Two runs are there at any time: one that is on or waits, and one that waits. So the fork of a run is never waited for.
static struct slot {
    pid_t pid;
    struct namespaces spaces;
} slots[STEM_SLOTS];
static int own_pidfd = -1;
// Which slots' runs have begun. Shared with them; a run has let go of it before its program begins.
static volatile uint8_t *begun;
enum { BEGUN_BYTES = 4096 };

static int send_event(const struct stem_event *event, int descriptor) {
    union {
        struct cmsghdr align;
        char space[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec part = {(void *)event, sizeof *event};
    struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
    if (descriptor >= 0) {
        memset(&control, 0, sizeof control);
        header.msg_control = control.space;
        header.msg_controllen = sizeof control.space;
        struct cmsghdr *item = CMSG_FIRSTHDR(&header);
        item->cmsg_level = SOL_SOCKET;
        item->cmsg_type = SCM_RIGHTS;
        item->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(item), &descriptor, sizeof(int));
    }
    ssize_t sent;
    do sent = sendmsg(STEM_SOCKET_FD, &header, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)sizeof *event ? 0 : -1;
}

enum { DESCRIPTORS = 3 };

// The datagram's size; up to three descriptors. A null pointer: none are wanted.
static ssize_t receive(void *bytes, size_t size, int *descriptors, size_t *count) {
    union {
        struct cmsghdr align;
        char space[CMSG_SPACE(sizeof(int) * DESCRIPTORS)];
    } control;
    struct iovec part = {bytes, size};
    struct msghdr header = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
    ssize_t got;
    do got = recvmsg(STEM_SOCKET_FD, &header, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    *count = 0;
    if (got <= 0 || header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) return -1;
    struct cmsghdr *item = CMSG_FIRSTHDR(&header);
    if (item && item->cmsg_level == SOL_SOCKET && item->cmsg_type == SCM_RIGHTS) {
        // Alignment makes room for a fourth one, which the kernel would use: then the message is none of ours.
        *count = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        if (*count > DESCRIPTORS || !descriptors) return -1;
        memcpy(descriptors, CMSG_DATA(item), *count * sizeof(int));
    }
    return got;
}

static const char *set_limits(const struct stem_request *request) {
    for (uint32_t i = 0; i < request->limits && i < STEM_LIMITS_MAX; i++) {
        uint64_t value = request->limit[i].value;
        struct rlimit limit = {value, value};
        if (setrlimit((__rlimit_resource_t)request->limit[i].resource, &limit) != 0) return "set a resource limit";
    }
    return NULL;
}

static const char *drop_capabilities(void) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}}, held[2];
    if (WITHOUT(JAIL_CAPABILITIES)) return NULL;
    // The ambient set falls with the inheritable one.
    if (syscall(SYS_capset, &header, none) != 0) return "drop the capabilities";
    if (syscall(SYS_capget, &header, held) != 0) return "look at the capabilities";
    if (held[0].permitted | held[1].permitted | held[0].effective | held[1].effective) errno = EPERM;
    else return NULL;
    return "be rid of the capabilities";
}

// What needs no request: done while nobody waits for it.
static const char *confine(void) {
    const char *failed;
    if (!WITHOUT(JAIL_DEATH_SIGNALS) && prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return "set the parent-death signal";
    if (setsid() < 0 && getsid(0) != getpid()) return "start a session";
    umask(077);
    if ((failed = drop_capabilities())) return failed;
    if (received.setup.has_ruleset && syscall(SYS_landlock_restrict_self, STEM_RULESET_FD, 0) != 0)
        return "enter the run's Landlock domain";
    if (!WITHOUT(JAIL_NO_NEW_PRIVILEGES) && prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) return "find no_new_privs set";
    return NULL;
}

static long load(struct sock_filter *filter, uint32_t bytes, unsigned flags) {
    if (WITHOUT(JAIL_SECCOMP)) return 0;
    struct sock_fprog program = {.len = (unsigned short)(bytes / sizeof *filter), .filter = filter};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}

static uint32_t own_slot;  // of a run

static void __attribute__((noreturn)) give_up(const char *step) {
    struct stem_event event = {.kind = STEM_STARTED, .slot = own_slot, .error = errno ? errno : EIO};
    strncpy(event.step, step, sizeof event.step - 1);
    send_event(&event, -1);
    _exit(127);
}

// In the child, which waits for its request itself. The filter comes in two parts since its listener has to be handed over
// in between: once all of the filter is in force nothing can be sent. Until it is, a fault is told; the keeper that hears
// of one after the start gives the run up as lost.
static void become_run(void) {
    struct stem_request request;
    int descriptors[DESCRIPTORS];
    size_t count = 0;
    const char *failed = confine();
    if (failed) give_up(failed);
    long listener = load(received.filters, received.setup.notifying_bytes, SECCOMP_FILTER_FLAG_NEW_LISTENER);
    if (listener < 0) give_up("load the notifying filter");
    ssize_t size = receive(&request, sizeof request, descriptors, &count);
    if (size <= 0) _exit(0);
    if (size != (ssize_t)sizeof request || request.kind != STEM_RUN || count != DESCRIPTORS) give_up("read the request");
    if ((failed = set_limits(&request))) give_up(failed);
    for (int i = 0; i < DESCRIPTORS; i++)
        if (dup2(descriptors[i], i) < 0) give_up("set the standard descriptors");
    struct stem_event event = {.kind = STEM_STARTED, .slot = own_slot};
    if (send_event(&event, WITHOUT(JAIL_SECCOMP) ? -1 : (int)listener) != 0) _exit(127);
    struct sock_filter *rest = received.filters + received.setup.notifying_bytes / sizeof *rest;
    if (load(rest, received.setup.remaining_bytes, 0) != 0) give_up("load the filter");
    // From here on nothing can be told any more: a run that ends before it has begun is lost.
    if (!WITHOUT(JAIL_CLOSED_DESCRIPTORS) && syscall(SYS_close_range, 3, ~0u, 0) != 0) _exit(127);
    begun[own_slot] = 1;
    if (munmap((void *)begun, BEGUN_BYTES) != 0) raise(SIGKILL);
}

// A run that takes every task there is leaves none for the one that is forked ahead: -1, to try again when a run is over.
static int put_off(struct slot *slot, const char *step) {
    int others = 0;
    for (uint32_t i = 0; i < STEM_SLOTS; i++) others += &slots[i] != slot && slots[i].pid > 0;
    if (errno != EAGAIN || !others) give_up(step);
    const char *failed = received.setup.has_namespaces ? return_to_own(own_pidfd) : NULL;
    if (failed) give_up(failed);
    end_namespaces_of(&slot->spaces);
    return -1;
}

// Forks a run ahead of its request. 1 in the run, 0 in the template, -1 where there is no task for it now.
static int fork_run(uint32_t number) {
    struct slot *slot = &slots[number];
    const char *failed = NULL;
    if (received.setup.has_namespaces && !WITHOUT(JAIL_RUN_PID_NAMESPACE))
        failed = make_namespaces(&slot->spaces, received.setup.own_ipc ? CLONE_NEWIPC : 0, own_pidfd);
    own_slot = number;
    begun[number] = 0;
    if (failed) return put_off(slot, failed);  // without a namespace there is no run
    PyOS_BeforeFork();
    pid_t pid = fork();
    if (pid == 0) {
        PyOS_AfterFork_Child();
        become_run();
        return 1;
    }
    int error = errno;
    PyOS_AfterFork_Parent();
    errno = error;
    if (pid < 0) return put_off(slot, "fork the template");
    if (received.setup.has_namespaces && (failed = return_to_own(own_pidfd))) give_up(failed);
    slot->pid = pid;
    struct stem_event event = {.kind = STEM_FORKED, .slot = number, .pid = pid};
    if (send_event(&event, -1) != 0) _exit(0);
    return 0;
}

// Waits for a run's end and tells of it; gives its slot. It was one process, and that is reaped; its namespace goes while
// the keeper looks at the report, and before anything else is in the slot.
static uint32_t await(void) {
    struct stem_event event = {.kind = STEM_ENDED};
    struct rusage usage;
    pid_t pid;
    while ((pid = wait4(-1, &event.wait_status, 0, &usage)) < 0)
        if (errno != EINTR) _exit(1);
    for (uint32_t i = 0; i < STEM_SLOTS; i++) {
        if (slots[i].pid != pid) continue;
        if (WIFSIGNALED(event.wait_status) && WTERMSIG(event.wait_status) == SIGKILL && lost_its_nanny(&slots[i].spaces))
            _exit(1);
        slots[i].pid = 0;
        event.slot = i;
        event.pid = pid;
        event.begun = begun[i];
        event.cpu_ns = cpu_ns_of(&usage);
        event.peak_bytes = (uint64_t)usage.ru_maxrss * 1024u;
        if (send_event(&event, -1) != 0) _exit(0);
        end_namespaces_of(&slots[i].spaces);
        return i;
    }
    _exit(1);  // a nanny that ends by itself
}

// How large the address space is already: the smallest limit under which one more page can be had.
static uint64_t address_space(void) {
    struct rlimit before;
    if (getrlimit(RLIMIT_AS, &before) != 0) return 0;
    uint64_t low = 0, high = (uint64_t)1 << 46, page = 4096;
    while (high - low > page) {
        uint64_t middle = low + (high - low) / 2;
        struct rlimit trial = {middle, before.rlim_max};
        if (setrlimit(RLIMIT_AS, &trial) != 0) break;
        void *room = mmap(NULL, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (room == MAP_FAILED) low = middle;
        else high = middle;
        if (room != MAP_FAILED) munmap(room, page);
    }
    setrlimit(RLIMIT_AS, &before);
    return high;
}

static int begin(void) {
    unsetenv("LD_BIND_NOW");  // it was for this process's own start
    struct stem_event ready = {.kind = STEM_READY, .address_space_bytes = address_space()};
    own_pidfd = (int)syscall(SYS_pidfd_open, getpid(), 0);
    size_t count;
    begun = mmap(NULL, BEGUN_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (begun == MAP_FAILED || send_event(&ready, -1) != 0) return -1;
    ssize_t size = receive(&received, sizeof received, NULL, &count);
    if (size < (ssize_t)sizeof received.setup || received.setup.kind != STEM_SETUP) return -1;
    // The filters follow the header without a gap.
    char *filters = (char *)&received + sizeof received.setup;
    memmove(received.filters, filters, (size_t)size - sizeof received.setup);
#ifdef JAIL_CAN_OMIT
    plan_fault(received.setup.failing_call, received.setup.failing_error);
#endif
    return received.setup.has_namespaces && own_pidfd < 0 ? -1 : 0;
}

__attribute__((visibility("default"))) void *PyInit_seqjudge_stem(void) {
    if (begin() != 0) _exit(1);
    // A run for each slot that is empty, as far as there are tasks for them.
    for (uint32_t empty = (1u << STEM_SLOTS) - 1;; empty |= 1u << await())
        for (uint32_t slot = 0; slot < STEM_SLOTS; slot++) {
            int outcome = empty >> slot & 1 ? fork_run(slot) : 0;
            if (outcome == 0) empty &= ~(1u << slot);
            if (outcome <= 0) continue;
            PyErr_SetString(PyExc_ImportError, "a run begins");
            return NULL;
        }
}
