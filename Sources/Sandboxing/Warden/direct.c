// Runs of one process, which the keeper watches over itself: the filter refuses every way to make a second one, so
// there is nothing to reap within and nothing to sum up. The pid namespace is as fresh as with an init, and its process
// 1 is a nanny that costs no copy of a process.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "usage.h"
#include "warden.h"

#include "nanny.h"

static struct namespaces spaces[2];  // of the run that is on, and of the one that comes next
static int present, own_pidfd = -1, null_device = -1;
static struct rusage usage;

// Once a cell, before its privileges go.
int prepare_direct(void) {
    own_pidfd = (int)syscall(SYS_pidfd_open, getpid(), 0);
    if (own_pidfd < 0) return fail("open", "a handle on the keeper", NULL);
    null_device = fcntl(0, F_DUPFD_CLOEXEC, JAIL_SOCKET_FD + 1);
    return null_device < 0 ? fail("keep", "a descriptor that leads nowhere", NULL) : 0;
}

static const char *make(struct namespaces *which) {
    if (WITHOUT(JAIL_RUN_PID_NAMESPACE)) return NULL;
    return make_namespaces(which, own_ipc());
}

// The run's namespaces: made ahead, or now. Nothing on the rung without them.
static int enter_namespaces(void) {
    const char *failed = cell.setup.rung == JAIL_LOCKDOWN ? NULL : make(&spaces[present]);
    return failed ? fail(failed, NULL, NULL) : 0;
}

// Those of the next run, while this one is on; a failure shows when that is to start.
static int prepare_namespaces(void) {
    if (cell.setup.rung == JAIL_LOCKDOWN) return 0;
    const char *failed = return_to_own(own_pidfd);
    if (failed) return fail(failed, NULL, NULL);
    // A run that takes every task there is leaves none for this nanny: it is made when that run is over.
    if (!make(&spaces[!present])) return 0;
    failed = return_to_own(own_pidfd);
    return failed ? fail(failed, NULL, NULL) : 0;
}

// A run of one process is gone when that is reaped. Its namespace goes while the host looks at the report.
void end_namespaces(void) {
    end_namespaces_of(&spaces[present]);
    present = !present;
}

static void take_end(int options) {
    int status;
    pid_t pid;
    do pid = wait4(watched.candidate, &status, options, &usage);
    while (pid < 0 && errno == EINTR);
    if (pid == watched.candidate) note_end(status);
}

static void candidate_ended(void) {
    take_end(WNOHANG);
    if (watched.main_ended) result->ended.wall_ns = now_ns() - watched.start;
}

// The child shares our table of descriptors until it executes: 0, 1 and 2 are lent to it.
static pid_t launch(struct launch *launch, const int *descriptors) {
    pid_t pid = -1;
    int lent = 0;
    while (lent < 3 && dup2(descriptors[lent], lent) >= 0) lent++;
    if (lent == 3) pid = launch_candidate(launch);
    else fail("set", "the standard descriptors", NULL);
    // Whoever keeps an end of the run's pipes has the host wait for ever.
    for (int i = 0; i < 3; i++)
        if (dup2(null_device, i) < 0) _exit(1);
    return pid;
}

void run_direct(struct launch *start, const int *descriptors) {
    if (enter_namespaces() != 0) return;
    memset(&usage, 0, sizeof usage);
    start->pidfd = -1;
    pid_t pid = launch(start, descriptors);
    close_descriptors();
    if (prepare_namespaces() != 0) _exit(1);
    if (pid > 0 && fault.error) while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
    if (pid > 0 && !fault.error) {
        begin_watch(start->run, pid);
        watched.one_process = 1;
        watched.listener = start->listener;
        watched.end = start->pidfd;
        watched.ended = candidate_ended;
        watch();
        if (!watched.main_ended) {
            kill(pid, SIGKILL);
            take_end(0);
        }
        // Not where we killed it ourselves.
        errno = ECHILD;
        if (!result->ended.cause && result->ended.wait_code == CLD_KILLED && result->ended.wait_status == SIGKILL &&
            lost_its_nanny(&spaces[present]))
            fail("see", "the run's first process live", NULL);
        judge_end(cpu_ns_of(&usage), (uint64_t)usage.ru_maxrss * 1024u);
    }
    if (start->listener >= 0) close(start->listener);
    if (start->pidfd >= 0) close(start->pidfd);
}
