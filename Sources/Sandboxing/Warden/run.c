// The keeper's loop: one run at a time, each by a fresh init, and clean between two.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "warden.h"

struct run_result *result;
char message[JAIL_MESSAGE_MAX];

static struct {
    struct jail_run run;
    const char *executable, *collect;
    char *arguments[STRINGS_MAX];
    int descriptors[JAIL_MESSAGE_CAP_FDS];
    int count;
} request;

static int parse_run(size_t size) {
    char *cursor = message + sizeof request.run, *end = message + size;
    errno = EBADMSG;
    if (size < sizeof request.run) return fail("read", "the run message", NULL);
    memcpy(&request.run, message, sizeof request.run);
    int forked = (request.run.flags & JAIL_FROM_TEMPLATE) != 0;
    if (request.run.arguments >= STRINGS_MAX || (forked ? !has_template() : !request.run.arguments) ||
        request.count < 3)
        return fail("read", "the run message's counts", NULL);
    if (!(request.executable = next_string(&cursor, end)) || !(request.collect = next_string(&cursor, end)))
        return fail("read", "the run message's names", NULL);
    if (!request.executable[0] && !forked && request.count < 4) return fail("read", "the program's image", NULL);
    for (uint32_t i = 0; i < request.run.arguments; i++)
        if (!(request.arguments[i] = next_string(&cursor, end))) return fail("read", "the arguments", NULL);
    request.arguments[request.run.arguments] = NULL;
    return 0;
}

// Once they are handed over, or not needed: nobody else may keep a run's pipes open.
void close_descriptors(void) {
    for (int i = 0; i < request.count; i++) close(request.descriptors[i]);
    request.count = 0;
}

static struct launch requested_launch(void) {
    return (struct launch){.run = &request.run,
                           .arguments = request.arguments,
                           .executable = request.executable,
                           .image = request.count > 3 ? request.descriptors[3] : -1,
                           .listener = -1,
                           .pidfd = -1};
}

static void become_init(void) {
    for (int i = 0; i < 3; i++)
        if (dup2(request.descriptors[i], i) < 0) {
            result->ended.error = errno;
            strcpy(result->ended.step, "set the standard descriptors");
            _exit(0);
        }
    for (int i = 0; i < 3; i++) close(request.descriptors[i]);
    struct launch launch = requested_launch();
    run_init(&launch, request.collect);
}

// Without a pid namespace: what the init could not reap comes to the keeper, a subreaper, whose Landlock scope
// holds only itself (which kill(-1) spares) and what it started.
static void sweep_lockdown(void) {
    if (cell.setup.rung != JAIL_LOCKDOWN || cell.direct || WITHOUT(JAIL_FINAL_KILL) || !signals_stay_inside()) return;
    kill(-1, SIGKILL);
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR) continue;
}

// The folder above is of the same uid and Landlock does not guard modes: a run that may change them can have closed it.
static void open_scratch_home(void) {
    char home[sizeof cell.scratch];
    strcpy(home, cell.scratch);
    char *slash = strrchr(home, '/');
    if (slash) *slash = 0;
    chmod(home, 0700);
}

static void empty_scratch(void) {
    if (cell.setup.rung != JAIL_LOCKDOWN || !cell.scratch[0] || WITHOUT(JAIL_FRESH_SCRATCH)) return;
    open_scratch_home();
    if (chdir("/") != 0 || jail_remove_tree(AT_FDCWD, cell.scratch) != 0 || mkdirat(AT_FDCWD, cell.scratch, 0700) != 0)
        _exit(1);  // a cell that cannot be shown to be clean is thrown away
    if (chdir(cell.scratch) != 0) _exit(1);
}

// The cell's own tasks: keeper and init; or keeper and two nannies, this run's and the next one's; or keeper, template, its
// two nannies and the run that waits, and where the run is none of the template's all of these.
unsigned resident_tasks(void) {
    if (has_template()) return request.run.flags & JAIL_FROM_TEMPLATE ? 5 : 8;
    return cell.direct ? 3 : 2;
}

// The flag for the run's own IPC namespace, where its filter lets it make IPC objects.
int own_ipc(void) {
    if (WITHOUT(JAIL_IPC_NAMESPACE)) return 0;
    return cell.setup.flags & JAIL_OWN_IPC ? CLONE_NEWIPC : 0;
}

static void run_in_init(void) {
    unsigned long flags = SIGCHLD;
    if (cell.setup.rung != JAIL_LOCKDOWN)
        flags |= (WITHOUT(JAIL_RUN_PID_NAMESPACE) ? 0 : CLONE_NEWPID) | (unsigned long)own_ipc();
    pid_t init = (pid_t)syscall(SYS_clone, flags, 0, 0, 0, 0);
    if (init == 0) become_init();
    close_descriptors();
    if (init < 0) fail("clone", "the run's namespaces", NULL);
    else while (waitpid(init, NULL, 0) < 0 && errno == EINTR) continue;
    errno = ECHILD;
    if (init > 0 && !result->finished && !result->ended.error) fail("see", "the run's init finish", NULL);
}

static void run_requested(void) {
    if (request.run.flags & JAIL_FROM_TEMPLATE) {
        run_from_template(&request.run, request.descriptors);
    } else if (cell.direct) {
        struct launch launch = requested_launch();
        run_direct(&launch, request.descriptors);
    } else {
        run_in_init();
    }
}

struct tally {
    uint64_t kills, refused, hits;
};

static struct tally read_tally(void) {
    if (!cell.cgroup_count) return (struct tally){0, 0, 0};
    return (struct tally){read_field(counters.memory_events, "oom_kill"), read_field(counters.pids_events, "max"),
                          memory_hits()};
}

static void execute(void) {
    struct jail_ended *ended = &result->ended;
    memset(result, 0, sizeof *result);
    ended->kind = JAIL_ENDED;
    ended->call = -1;
    fault.error = 0;
    static struct tally before;  // nothing but a run of this cell moves these counters
    static int has_before;
    if (!has_before) before = read_tally();
    has_before = 1;
    uint64_t tasks = (uint64_t)request.run.threads + request.run.processes - 1;
    uint64_t space = address_space(request.run.memory_bytes);
    if (request.run.flags & JAIL_FROM_TEMPLATE) space += template_space();
    if (host_has_room(space) == 0 && cgroups_limit(request.run.memory_bytes + template_memory(), tasks) == 0)
        run_requested();
    close_descriptors();
    sweep_lockdown();
    empty_scratch();
    struct tally now = read_tally();
    errno = result->unread;
    if (errno && !fault.error) fail("read", "the cgroup's account", NULL);
    if (fault.error) {
        ended->error = fault.error;
        memcpy(ended->step, fault.step, sizeof ended->step);
    }
    ended->oom_kills = (uint32_t)(now.kills - before.kills);
    ended->threads_refused = (uint32_t)(now.refused - before.refused);
    ended->memory_hits = (uint32_t)(now.hits - before.hits);
    before = now;
    ended->clean = 1;
    if (send_message(JAIL_SOCKET_FD, ended, sizeof *ended, -1) != 0) _exit(1);
    end_namespaces();
}

void serve_runs(void) {
    struct pollfd watched[] = {{JAIL_SOCKET_FD, POLLIN, 0}, {cell.lifeline, 0, 0}};
    for (;;) {
        if (poll(watched, 2, -1) < 0 && errno != EINTR) _exit(1);
        if (watched[1].revents) _exit(0);
        if (!watched[0].revents) continue;
        request.count = JAIL_MESSAGE_CAP_FDS;
        ssize_t size = receive_message(JAIL_SOCKET_FD, message, sizeof message, request.descriptors, &request.count);
        if (size <= 0) _exit(0);
        uint32_t kind = 0;
        if (size >= 4) memcpy(&kind, message, sizeof kind);
        if (kind != JAIL_RUN) {  // a lap or a stop that crossed the run's end
            close_descriptors();
            continue;
        }
        if (parse_run((size_t)size) == 0) {
            execute();
            continue;
        }
        close_descriptors();
        struct jail_ended ended = {.kind = JAIL_ENDED, .error = fault.error, .call = -1};
        memcpy(ended.step, fault.step, sizeof ended.step);
        if (send_message(JAIL_SOCKET_FD, &ended, sizeof ended, -1) != 0) _exit(1);
    }
}
