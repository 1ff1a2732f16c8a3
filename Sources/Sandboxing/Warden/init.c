// A run's init: starts the candidate, enforces its limits, answers the filter's notifications, reaps, reports.
// It is pid 1 of the run's pid namespace: when it exits, the kernel ends everything in there. On the `lockdown` rung
// there is no such namespace: it is the subreaper instead, and kills inside its Landlock signal scope.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "warden.h"

enum { SAMPLED_PIDS = 4096 };

static struct {
    const struct jail_run *run;
    pid_t candidate;
    int listener, children, lifeline;
    int main_ended;
    uint64_t start, lap_start, cpu_start, lap_cpu_start;
    uint64_t sampled[SAMPLED_PIDS];  // last seen CPU time of each pid, where no cgroup sums it up
    uint64_t main_cpu;
} state;

static uint64_t timeval_ns(struct timeval value) {
    return (uint64_t)value.tv_sec * 1000000000u + (uint64_t)value.tv_usec * 1000u;
}

static uint64_t children_cpu(void) {
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return timeval_ns(usage.ru_utime) + timeval_ns(usage.ru_stime);
}

static uint64_t cgroup_cpu(void) {
    return cell.setup.flags & JAIL_CGROUP_V2 ? read_field(counters.cpu, "usage_usec") * 1000
                                             : read_number(counters.cpu);
}

// A process's CPU clock, as clock_getcpuclockid(3) forms its id.
static uint64_t clock_of(pid_t pid) {
    struct timespec used;
    if (clock_gettime((clockid_t)((~(unsigned)pid << 3) | 2), &used) != 0) return 0;
    return (uint64_t)used.tv_sec * 1000000000u + (uint64_t)used.tv_nsec;
}

// Sums the clocks of all pids of this namespace; one that is gone keeps its last reading.
static uint64_t sampled_cpu(void) {
    uint64_t sum = 0;
    for (pid_t pid = 2, missing = 0; pid < SAMPLED_PIDS && missing < 64; pid++) {
        uint64_t used = clock_of(pid);
        missing = used || state.sampled[pid] ? 0 : missing + 1;
        if (used > state.sampled[pid]) state.sampled[pid] = used;
        sum += state.sampled[pid];
    }
    return sum;
}

static uint64_t cpu_used(void) {
    if (cell.cgroup_count) return cgroup_cpu() - state.cpu_start;
    uint64_t reaped = children_cpu();
    uint64_t live = state.main_ended ? 0 : clock_of(state.candidate);
    if (state.run->processes > 1 && cell.setup.rung != JAIL_LOCKDOWN) {
        uint64_t sampled = sampled_cpu();
        if (sampled > reaped + live) return sampled;
    }
    return reaped + live;
}

static void kill_all(void) {
    if (cell.setup.rung != JAIL_LOCKDOWN || cell.landlock_abi >= 6) kill(-1, SIGKILL);
    else if (!state.main_ended) kill(state.candidate, SIGKILL);
}

static void note_end(const siginfo_t *info) {
    struct jail_ended *ended = &result->ended;
    state.main_ended = 1;
    ended->wait_code = info->si_code;
    ended->wait_status = info->si_status;
    ended->wall_ns = now_ns() - state.start;
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
        if (info.si_pid == state.candidate && !state.main_ended) note_end(&info);
        else if (count) (*count)++;
    }
}

static int is_process_making(int call) {
    switch (call) {
#ifdef SYS_fork
    case SYS_fork:
    case SYS_vfork:
#endif
    case SYS_clone:
    case SYS_clone3:
        return 1;
    default:
        return 0;
    }
}

// A call that the filter hands over: one that would make a process fails with EAGAIN and is counted; any other
// ends the run, named.
static void answer_notification(void) {
    struct seccomp_notif question;
    memset(&question, 0, sizeof question);
    if (ioctl(state.listener, SECCOMP_IOCTL_NOTIF_RECV, &question) != 0) return;
    if (!is_process_making(question.data.nr)) {
        result->ended.call = question.data.nr;
        result->ended.cause = JAIL_CAUSE_CALL;
        return;
    }
    result->ended.processes_refused++;
    struct seccomp_notif_resp answer = {.id = question.id, .error = -EAGAIN};
    ioctl(state.listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

static void answer_lap(const struct jail_plain *request) {
    uint64_t cpu = cpu_used(), now = now_ns();
    struct jail_lapped lapped = {JAIL_LAPPED, request->serial, cpu - state.lap_cpu_start, now - state.lap_start};
    state.lap_cpu_start = cpu;
    state.lap_start = now;
    send_message(JAIL_SOCKET_FD, &lapped, sizeof lapped, -1);
}

static void answer_host(short events) {
    struct jail_plain request;
    ssize_t size = receive_message(JAIL_SOCKET_FD, &request, sizeof request, NULL, NULL);
    if (size == (ssize_t)sizeof request && request.kind == JAIL_LAP) answer_lap(&request);
    else if (size == (ssize_t)sizeof request && request.kind == JAIL_STOP) result->ended.cause = JAIL_CAUSE_STOPPED;
    else if (size <= 0 || (events & POLLHUP)) _exit(0);
}

static uint64_t least(uint64_t a, uint64_t b) { return a < b ? a : b; }

// Notes a limit that has been reached; gives how long none can be, in milliseconds.
static int check_limits(void) {
    const struct jail_run *run = state.run;
    uint64_t cpu = cpu_used(), wall = now_ns() - state.lap_start, lap_cpu = cpu - state.lap_cpu_start;
    if (lap_cpu >= run->lap_cpu_ns || cpu >= run->total_cpu_ns) result->ended.cause = JAIL_CAUSE_CPU;
    else if (wall >= run->lap_wall_ns) result->ended.cause = JAIL_CAUSE_WALL;
    if (result->ended.cause) return 0;
    static long cores;
    if (!cores) cores = sysconf(_SC_NPROCESSORS_ONLN) > 0 ? sysconf(_SC_NPROCESSORS_ONLN) : 1;
    uint64_t tasks = (uint64_t)run->threads * run->processes;
    uint64_t speed = least((uint64_t)cores, tasks ? tasks : 1);
    uint64_t left = least(run->lap_cpu_ns - lap_cpu, run->total_cpu_ns - cpu) / speed;
    left = least(left, run->lap_wall_ns - wall);
    if (run->processes > 1 && !cell.cgroup_count) left = least(left, 10000000u);
    return (int)least(left / 1000000u + 1, 60000u);
}

static void watch(void) {
    struct pollfd watched[] = {
        {state.children, POLLIN, 0}, {JAIL_SOCKET_FD, POLLIN, 0}, {state.lifeline, 0, 0}, {state.listener, POLLIN, 0}};
    while (!state.main_ended && !result->ended.cause) {
        int timeout = check_limits();
        if (result->ended.cause) break;
        if (poll(watched, 4, timeout) < 0 && errno != EINTR) break;
        if (watched[2].revents) _exit(0);
        if (watched[3].revents & POLLIN) answer_notification();
        else if (watched[3].revents) watched[3].fd = -1;
        if (watched[1].revents) answer_host(watched[1].revents);
        if (watched[0].revents) {
            struct signalfd_siginfo ignored;
            if (read(state.children, &ignored, sizeof ignored) < 0 && errno != EAGAIN) break;
            reap(WNOHANG, NULL);
        }
    }
}

// Opens the file that the run leaves for us: never through a link, only a regular one, not too large.
static int open_collected(const char *name, uint64_t most) {
    struct open_how how = {.flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
    struct stat status;
    int fd = (int)syscall(SYS_openat2, AT_FDCWD, name, &how, sizeof how);
    if (fd < 0) return -1;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 1 &&
        (uint64_t)status.st_size <= most)
        return fd;
    close(fd);
    return -1;
}

static void finish(const char *collect) {
    struct jail_ended *ended = &result->ended;
    uint64_t before = cpu_used();
    int remaining = reap(WNOHANG, NULL);
    int main_was_there = !state.main_ended;
    if (remaining) kill_all();
    unsigned killed = 0;
    reap(0, &killed);
    ended->survivors = main_was_there ? 0 : killed;
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    uint64_t reaped = timeval_ns(usage.ru_utime) + timeval_ns(usage.ru_stime);
    ended->cpu_ns = cell.cgroup_count && state.run->processes == 1 ? reaped : (before > reaped ? before : reaped);
    ended->peak_bytes = (uint64_t)usage.ru_maxrss * 1024u;
    uint64_t lap_cpu = ended->cpu_ns > state.lap_cpu_start ? ended->cpu_ns - state.lap_cpu_start : 0;
    if (!ended->cause && lap_cpu >= state.run->lap_cpu_ns) ended->cause = JAIL_CAUSE_CPU;
    int collected = -1;
    if (collect[0] && !ended->cause) collected = open_collected(collect, state.run->collect_bytes);
    ended->collected = collected >= 0;
    if (collected >= 0) send_message(JAIL_SOCKET_FD, &(struct jail_plain){JAIL_ENDED, 0}, sizeof(struct jail_plain),
                                     collected);
}

// With namespaces and no scratch the keeper's Landlock domain serves all runs.
static int confine(void) {
    if (cell.setup.rung == JAIL_LOCKDOWN) return landlock_confine(1);
    if (cell.setup.scratch_bytes == 0) return 0;
    return mount_scratch() == 0 ? landlock_confine(1) : -1;
}

static int begin(void) {
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, NULL);
    state.children = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
    if (state.children < 0) return fail("watch", "the children", NULL);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return fail("set", "the init's parent-death signal", NULL);
    if (cell.setup.rung == JAIL_LOCKDOWN && prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
        return fail("become", "the subreaper", NULL);
    return confine();
}

void run_init(const struct jail_run *run, char **arguments, const char *executable, const char *collect, int image) {
    struct jail_ended *ended = &result->ended;
    struct launch launch = {run, arguments, executable, image, -1};
    state.run = run;
    state.lifeline = cell.lifeline;
    state.cpu_start = cell.cgroup_count ? cgroup_cpu() : 0;
    if (begin() == 0) {
        state.start = state.lap_start = now_ns();
        state.candidate = launch_candidate(&launch);
    }
    if (fault.error) {
        ended->error = fault.error;
        memcpy(ended->step, fault.step, sizeof ended->step);
        _exit(0);
    }
    state.listener = launch.listener;
    watch();
    if (!state.main_ended) ended->wall_ns = now_ns() - state.start;
    finish(collect);
    _exit(0);
}
