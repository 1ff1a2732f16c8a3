// Watches over a run: enforces its limits, answers the filter's notifications and the host's requests. Used by the
// init of a run, and by the keeper for the runs that do without one.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "usage.h"
#include "warden.h"

// How far beyond itself the wall limit stretches for a run that is ready and does not get a processor.
enum { MOST_STRETCH = 15, SAMPLED_PIDS = 4096 };

struct supervision watched;
static uint64_t sampled[SAMPLED_PIDS];  // last seen CPU time of each pid, where no cgroup sums it up

uint64_t cgroup_cpu(void) {
    return cell.setup.flags & JAIL_CGROUP_V2 ? read_field(counters.cpu, "usage_usec") * 1000
                                             : read_number(counters.cpu);
}

// A process's CPU clock, as clock_getcpuclockid(3) forms its id; 0 when it is gone.
uint64_t clock_of(pid_t pid) {
    struct timespec used;
    if (clock_gettime((clockid_t)((~(unsigned)pid << 3) | 2), &used) != 0) return 0;
    return (uint64_t)used.tv_sec * 1000000000u + (uint64_t)used.tv_nsec;
}

// Sums the clocks of all pids of this namespace; one that is gone keeps its last reading.
static uint64_t sampled_cpu(void) {
    uint64_t sum = 0;
    for (pid_t pid = 2, missing = 0; pid < SAMPLED_PIDS && missing < 64; pid++) {
        uint64_t used = clock_of(pid);
        missing = used || sampled[pid] ? 0 : missing + 1;
        if (used > sampled[pid]) sampled[pid] = used;
        sum += sampled[pid];
    }
    return sum;
}

static uint64_t children_cpu(void) {
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return cpu_ns_of(&usage);
}

static uint64_t tree_cpu(void) {
    if (cell.cgroup_count) return cgroup_cpu() - watched.cpu_start;
    uint64_t reaped = children_cpu();
    uint64_t live = watched.main_ended ? 0 : clock_of(watched.candidate);
    if (watched.run->processes > 1) {
        uint64_t sum = cell.setup.rung != JAIL_LOCKDOWN ? sampled_cpu() : reaped + descendants_cpu();
        if (sum > reaped + live) return sum;
    }
    return reaped + live;
}

// Never less than before: a process that has just been reaped has no clock any more.
static uint64_t cpu_used(void) {
    uint64_t used = watched.one_process ? clock_of(watched.candidate) : tree_cpu();
    if (used > watched.cpu) watched.cpu = used;
    return watched.cpu;
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
    if (ioctl(watched.listener, SECCOMP_IOCTL_NOTIF_RECV, &question) != 0) return;
    if (!is_process_making(question.data.nr)) {
        result->ended.call = question.data.nr;
        result->ended.cause = JAIL_CAUSE_CALL;
        return;
    }
    result->ended.processes_refused++;
    struct seccomp_notif_resp answer = {.id = question.id, .error = -EAGAIN};
    ioctl(watched.listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

static uint64_t least(uint64_t a, uint64_t b) { return a < b ? a : b; }

static uint64_t lap_waited(void) {
    uint64_t all = main_waited_ns(), own = all > watched.lap_waited_start ? all - watched.lap_waited_start : 0;
    uint64_t others = other_threads_waited_ns(watched.candidate), lap = now_ns() - watched.lap_start;
    return own > others ? own : least(others, lap);
}

static void answer_lap(const struct jail_lap *request) {
    uint64_t cpu = cpu_used(), now = now_ns();
    struct jail_lapped lapped = {JAIL_LAPPED, request->serial, cpu - watched.lap_cpu_start, now - watched.lap_start};
    watched.run->lap_cpu_ns = request->lap_cpu_ns;
    watched.run->lap_wall_ns = request->lap_wall_ns;
    watched.run->total_cpu_ns = request->total_cpu_ns;
    if (request->restarts) watched.total_cpu_start = cpu;
    watched.lap_cpu_start = cpu;
    watched.lap_start = now;
    watched.lap_waited_start = main_waited_ns();
    send_message(JAIL_SOCKET_FD, &lapped, sizeof lapped, -1);
}

static void answer_host(short events) {
    struct jail_lap request;
    ssize_t size = receive_message(JAIL_SOCKET_FD, &request, sizeof request, NULL, NULL);
    if (size == (ssize_t)sizeof request && request.kind == JAIL_LAP) answer_lap(&request);
    else if (size >= (ssize_t)sizeof(struct jail_plain) && request.kind == JAIL_STOP)
        result->ended.cause = JAIL_CAUSE_STOPPED;
    else if (size <= 0 || (events & POLLHUP)) _exit(0);
}

// The wall limit is on the time in which the candidate ran or was blocked. The time in which it stood in the
// scheduler's queue is the host's; it is looked up only once the limit seems to be reached.
static uint64_t wall_left(uint64_t wall) {
    uint64_t limit = watched.run->lap_wall_ns;
    if (wall < limit) return limit - wall;
    uint64_t waited = least(lap_waited(), limit * MOST_STRETCH);
    result->ended.waited_ns = waited;
    if (wall - waited >= limit) return 0;
    struct jail_waits waits = {JAIL_WAITS, 0, waited};
    send_message(JAIL_SOCKET_FD, &waits, sizeof waits, -1);
    return limit - (wall - waited);
}

// Notes a limit that has been reached; gives how long none can be, in milliseconds.
static int check_limits(void) {
    const struct jail_run *run = watched.run;
    uint64_t cpu = cpu_used(), lap_cpu = cpu - watched.lap_cpu_start, total = cpu - watched.total_cpu_start;
    uint64_t wall = wall_left(now_ns() - watched.lap_start);
    int past_cpu = lap_cpu >= run->lap_cpu_ns || total >= run->total_cpu_ns;
    if (past_cpu && !WITHOUT(JAIL_CPU_WATCH)) result->ended.cause = JAIL_CAUSE_CPU;
    else if (!wall && !WITHOUT(JAIL_WALL_WATCH)) result->ended.cause = JAIL_CAUSE_WALL;
    result->ended.lap_cpu_ns = lap_cpu;
    result->ended.lap_wall_ns = now_ns() - watched.lap_start;
    if (result->ended.cause) return 0;
    static long cores;
    if (!cores) cores = sysconf(_SC_NPROCESSORS_ONLN) > 0 ? sysconf(_SC_NPROCESSORS_ONLN) : 1;
    uint64_t tasks = (uint64_t)run->threads * run->processes;
    uint64_t speed = least((uint64_t)cores, tasks ? tasks : 1);
    uint64_t left = least(run->lap_cpu_ns - lap_cpu, run->total_cpu_ns - total) / speed;
    left = least(left, wall);
    if (run->processes > 1 && !cell.cgroup_count) left = least(left, 10000000u);
    return (int)least(left / 1000000u + 1, 60000u);
}

void begin_watch(struct jail_run *run, pid_t candidate) {
    watched.run = run;
    watched.candidate = candidate;
    watched.main_ended = 0;
    watched.total_cpu_start = watched.lap_cpu_start = watched.cpu = watched.lap_waited_start = 0;
    watched.start = watched.lap_start = now_ns();
    open_waits(candidate);
}

void watch(void) {
    struct pollfd polled[] = {
        {watched.end, POLLIN, 0}, {JAIL_SOCKET_FD, POLLIN, 0}, {cell.lifeline, 0, 0}, {watched.listener, POLLIN, 0}};
    while (!watched.main_ended && !result->ended.cause) {
        int timeout = check_limits();
        if (result->ended.cause) break;
        if (poll(polled, 4, timeout) < 0 && errno != EINTR) break;
        if (polled[2].revents) _exit(0);
        if (polled[3].revents & POLLIN) answer_notification();
        else if (polled[3].revents) polled[3].fd = -1;
        if (polled[1].revents) answer_host(polled[1].revents);
        if (polled[0].revents) watched.ended();
    }
    if (!watched.main_ended) result->ended.wall_ns = now_ns() - watched.start;
}

// The end of the first process, as wait4 tells it.
void note_end(int status) {
    struct jail_ended *ended = &result->ended;
    watched.main_ended = 1;
    ended->wait_code = WIFEXITED(status) ? CLD_EXITED : WCOREDUMP(status) ? CLD_DUMPED : CLD_KILLED;
    ended->wait_status = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
}

// The last lap's CPU time may be past its limit only now that all of it is counted.
void judge_end(uint64_t cpu_ns, uint64_t peak_bytes) {
    struct jail_ended *ended = &result->ended;
    ended->cpu_ns = cpu_ns;
    ended->peak_bytes = peak_bytes;
    uint64_t lap_cpu = cpu_ns > watched.lap_cpu_start ? cpu_ns - watched.lap_cpu_start : 0;
    if (!ended->cause && !WITHOUT(JAIL_CPU_WATCH) && lap_cpu >= watched.run->lap_cpu_ns) ended->cause = JAIL_CAUSE_CPU;
}
