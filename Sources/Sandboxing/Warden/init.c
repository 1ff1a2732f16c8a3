// A run's init: starts the candidate, watches over it, reaps, reports. It is pid 1 of the run's pid namespace: when it
// exits, the kernel ends everything in there. On the `lockdown` rung there is no such namespace: it is the subreaper
// instead, and kills inside its Landlock signal scope.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "usage.h"
#include "warden.h"

static int children;

static void kill_all(void) {
    if (WITHOUT(JAIL_FINAL_KILL)) return;
    if (signals_stay_inside()) kill(-1, SIGKILL);
    else if (!watched.main_ended) kill(watched.candidate, SIGKILL);
}

static void note_info(const siginfo_t *info) {
    struct jail_ended *ended = &result->ended;
    watched.main_ended = 1;
    ended->wait_code = info->si_code;
    ended->wait_status = info->si_status;
    ended->wall_ns = now_ns() - watched.start;
}

// Reaps what has ended; gives whether children remain.
static int reap(int options, unsigned *count) {
    siginfo_t info;
    for (;;) {
        info.si_pid = 0;
        if (waitid(P_ALL, 0, &info, WEXITED | options) != 0) {
            if (errno == EINTR) continue;
            return 0;
        }
        if (!info.si_pid) return 1;
        if (info.si_pid == watched.candidate && !watched.main_ended) note_info(&info);
        else if (count) (*count)++;
    }
}

static void child_ended(void) {
    struct signalfd_siginfo ignored;
    if (read(children, &ignored, sizeof ignored) > 0 || errno == EAGAIN) reap(WNOHANG, NULL);
}

// Opens the file that the run leaves for us: never through a link, only a regular one, not too large.
static int open_collected(const char *name, uint64_t most) {
    struct open_how how = {.flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
    struct stat status;
    if (WITHOUT(JAIL_CAREFUL_COLLECTING)) return open(name, O_RDONLY | O_CLOEXEC);
    int fd = (int)syscall(SYS_openat2, AT_FDCWD, name, &how, sizeof how);
    if (fd < 0) return -1;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 1 &&
        (uint64_t)status.st_size <= most)
        return fd;
    close(fd);
    errno = EPERM;
    return -1;
}

static void collect_file(const char *collect) {
    struct jail_ended *ended = &result->ended;
    int collected = -1;
    if (collect[0] && !ended->cause) collected = open_collected(collect, watched.run->collect_bytes);
    ended->collected = collected >= 0;
    // That it cannot be opened for want of the host's is no fault of the program's.
    if (collected < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM) && collect[0] && !ended->cause) {
        ended->error = errno;
        strcpy(ended->step, "open the file that the program left");
    }
    if (collected >= 0)
        send_message(JAIL_SOCKET_FD, &(struct jail_plain){JAIL_ENDED, 0}, sizeof(struct jail_plain), collected);
}

static void finish(void) {
    uint64_t before = cell.cgroup_count ? cgroup_cpu() - watched.cpu_start : watched.cpu;
    int remaining = reap(WNOHANG, NULL);
    int main_was_there = !watched.main_ended;
    if (remaining) kill_all();
    unsigned killed = 0;
    reap(WITHOUT(JAIL_FINAL_KILL) ? WNOHANG : 0, &killed);
    result->ended.survivors = main_was_there ? 0 : killed;
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    uint64_t reaped = cpu_ns_of(&usage);
    uint64_t cpu = cell.cgroup_count && watched.run->processes == 1 ? reaped : (before > reaped ? before : reaped);
    judge_end(cpu, (uint64_t)usage.ru_maxrss * 1024u);
}

// With namespaces and no scratch the keeper's Landlock domain serves all runs.
static int confine(void) {
    if (cell.setup.rung == JAIL_LOCKDOWN) return landlock_confine_keeper(1);
    if (cell.setup.scratch_bytes == 0) return 0;
    return mount_scratch() == 0 ? landlock_confine(1) : -1;
}

static int begin(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    if (sigprocmask(SIG_BLOCK, &signals, NULL) != 0) return fail("block", "the signal of a child's end", NULL);
    children = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (children < 0) return fail("watch", "the children", NULL);
    if (set_death_signal() != 0) return fail("set", "the init's parent-death signal", NULL);
    int has_namespace = cell.setup.rung != JAIL_LOCKDOWN && !WITHOUT(JAIL_RUN_PID_NAMESPACE);
    if (!has_namespace && prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
        return fail("become", "the subreaper", NULL);
    return confine();
}

void run_init(struct launch *launch, const char *collect) {
    struct jail_ended *ended = &result->ended;
    watched.cpu_start = cell.cgroup_count ? cgroup_cpu() : 0;
    int is_ready = begin() == 0;
    // The keeper's proc counts processes by its own namespace's numbers; without namespaces these are ours.
    cell.tree = cell.setup.rung == JAIL_LOCKDOWN ? cell.processes : -1;
    cell.processes = -1;
    if (is_ready) begin_watch(launch->run, launch_candidate(launch));
    if (fault.error) {
        ended->error = fault.error;
        memcpy(ended->step, fault.step, sizeof ended->step);
        _exit(0);
    }
    watched.listener = launch->listener;
    watched.end = children;
    watched.ended = child_ended;
    watch();
    finish();
    collect_file(collect);
    result->finished = 1;
    _exit(0);
}
