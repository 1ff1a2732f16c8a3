// The template: an interpreter that is started once a cell, before any candidate is known, and from which runs are
// forked. Its own side is Stem/stem.c.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "keeper.h"
#include "stem.h"
#include "warden.h"

enum { START_TIMEOUT = 60000, STEP_TIMEOUT = 30000 };  // milliseconds

char template_step[JAIL_STEP_MAX];
static struct {
    int socket;  // -1: no template
    pid_t pid;
    uint64_t memory, address_space;
    pid_t runs[STEM_SLOTS];  // in each slot
} template = {.socket = -1};

int has_template(void) { return template.socket >= 0; }

// What the cgroup is charged for the template: a run's own memory is counted from there.
uint64_t template_memory(void) { return template.memory; }

// The address space that a fork begins with.
uint64_t template_space(void) { return template.address_space; }

static int give_up(const char *step) {
    snprintf(template_step, sizeof template_step, "%s%s%s", step, errno ? ": " : "", errno ? strerror(errno) : "");
    if (template.socket >= 0) close(template.socket);
    template.socket = -1;
    if (template.pid > 0) {
        kill(template.pid, SIGKILL);
        while (waitpid(template.pid, NULL, 0) < 0 && errno == EINTR) continue;
    }
    template.pid = 0;
    return -1;
}

// The template keeps CAP_SYS_ADMIN, in the cell's own user namespace, over its exec: it makes the pid namespaces of
// its runs. The runs themselves keep nothing.
static int keep_sys_admin(void) {
    if (cell.setup.rung == JAIL_LOCKDOWN) return 0;
    return prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_SYS_ADMIN, 0, 0);
}

static char bind_now[] = "LD_BIND_NOW=1";

// In the child: the template's descriptors and nothing else, then the interpreter.
static void __attribute__((noreturn)) execute(int socket, const int *standard) {
    char path[64] = STEM_PATH;
    enum { COUNT = 6 };
    int high[COUNT];
    const int wanted[COUNT] = {standard[0], standard[1], standard[1], socket, cell.ruleset, cell.stem};
    struct rlimit stack = {cell.setup.template_stack_bytes, cell.setup.template_stack_bytes};
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    if (set_death_signal() != 0 || setsid() < 0 || keep_sys_admin() != 0) _exit(1);
    if (setrlimit(RLIMIT_STACK, &stack) != 0) _exit(1);
    umask(077);
    for (int i = 0; i < COUNT; i++) high[i] = wanted[i] < 0 ? -1 : fcntl(wanted[i], F_DUPFD, 64);
    for (int i = 0; i < COUNT; i++)
        if (high[i] >= 0 && dup2(high[i], i) < 0) _exit(1);
    // Where there is no root of our own to place the stem in, it is read by its descriptor.
    if (!has_own_root()) snprintf(path, sizeof path, "/proc/self/fd/5");
    for (int i = 3; i < COUNT; i++)
        if (high[i] < 0) close(i);
    if (syscall(SYS_close_range, COUNT, ~0u, 0) != 0) _exit(1);
    for (char **argument = cell.template_arguments; *argument; argument++)
        if (!strcmp(*argument, "{stem}")) *argument = path;
    // What the loader would resolve at each first call is resolved once. The stem takes the variable away.
    char **end = cell.environment;
    while (*end) end++;
    end[0] = bind_now;
    end[1] = NULL;
    execve(cell.template_arguments[0], cell.template_arguments, cell.environment);
    _exit(127);
}

// Waits for an event of a kind; gives its descriptor in *attached. -1 when the template ended or is silent.
static int next_event(struct stem_event *event, int *attached, int timeout) {
    struct pollfd polled[] = {{template.socket, POLLIN, 0}, {cell.lifeline, 0, 0}};
    int count = 1, ready;
    do ready = poll(polled, 2, timeout);
    while (ready < 0 && errno == EINTR);
    if (polled[1].revents) _exit(0);
    errno = ETIMEDOUT;
    if (ready <= 0) return -1;
    *attached = -1;
    ssize_t size = receive_message(template.socket, event, sizeof *event, attached, &count);
    if (!count) *attached = -1;
    errno = size == 0 ? 0 : errno;
    return size == (ssize_t)sizeof *event ? 0 : -1;
}

static int send_setup(void) {
    static char bytes[sizeof(struct stem_setup) + 2 * 4096 * 8];
    struct stem_setup setup = {
        .kind = STEM_SETUP,
        .has_namespaces = cell.setup.rung != JAIL_LOCKDOWN,
        .has_ruleset = cell.ruleset >= 0 && !(WITHOUT(JAIL_LANDLOCK_FILES) && WITHOUT(JAIL_LANDLOCK_NETWORK) &&
                                              WITHOUT(JAIL_LANDLOCK_SCOPES)),
        .own_ipc = own_ipc() != 0,
        .notifying_bytes = cell.setup.notifying_bytes,
        .remaining_bytes = cell.setup.remaining_bytes,
        .omitted = cell.setup.omitted,
        .failing_call = cell.setup.failing_stem_call,
        .failing_error = cell.setup.failing_error,
    };
    size_t filters = (size_t)setup.notifying_bytes + setup.remaining_bytes;
    if (sizeof setup + filters > sizeof bytes) return -1;
    memcpy(bytes, &setup, sizeof setup);
    memcpy(bytes + sizeof setup, cell.notifying_filter, setup.notifying_bytes);
    memcpy(bytes + sizeof setup + setup.notifying_bytes, cell.remaining_filter, setup.remaining_bytes);
    return send_message(template.socket, bytes, sizeof setup + filters, -1);
}

// The last words of a template that did not start.
static void read_last_words(int words) {
    char text[JAIL_STEP_MAX - 24];
    fcntl(words, F_SETFL, O_NONBLOCK);
    ssize_t size = read(words, text, sizeof text - 1);
    if (size <= 0) return;
    while (size > 0 && text[size - 1] == '\n') size--;
    text[size] = 0;
    char *line = strrchr(text, '\n');
    snprintf(template_step, sizeof template_step, "start the template: %s", line ? line + 1 : text);
}

static int note_fork(const struct stem_event *event) {
    if (event->slot >= STEM_SLOTS || event->pid <= 0) return -1;
    template.runs[event->slot] = event->pid;
    return 0;
}

static int wait_until_ready(int words) {
    struct stem_event event;
    int attached;
    errno = 0;
    if (next_event(&event, &attached, START_TIMEOUT) != 0 || event.kind != STEM_READY) {
        give_up("start the template");
        read_last_words(words);
        return -1;
    }
    template.address_space = event.address_space_bytes;
    if (send_setup() != 0) return give_up("send the template its filters");
    for (int forked = 0; forked < STEM_SLOTS; forked++) {
        if (next_event(&event, &attached, START_TIMEOUT) != 0) return give_up("have the template fork");
        if (event.kind != STEM_FORKED || note_fork(&event) != 0) {
            errno = event.error;
            return give_up(event.kind == STEM_STARTED ? event.step : "have the template fork");
        }
    }
    template.memory = cgroups_memory();
    return 0;
}

// Without a template runs are started by exec: -1, and template_step tells why.
int start_template(void) {
    int pair[2], input[2], output[2];
    if (!cell.setup.template_arguments) return -1;
    errno = 0;
    if (!cell.direct) return give_up("use a template for runs of several processes");
    if (cell.setup.rung == JAIL_LOCKDOWN && cell.landlock_abi < 6)
        return give_up("shield the template from signals, which takes Landlock ABI 6");
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) return give_up("make a socket pair");
    if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) return give_up("make a pipe");
    template.pid = fork();
    if (template.pid == 0) execute(pair[1], (int[]){input[0], output[1]});
    close(pair[1]);
    close(input[0]);
    close(output[1]);
    template.socket = pair[0];
    int outcome = template.pid > 0 ? wait_until_ready(output[0]) : give_up("fork for the template");
    close(input[1]);
    close(output[0]);
    return outcome;
}

static void add_limit(struct stem_request *request, int resource, uint64_t value) {
    request->limit[request->limits++] = (struct stem_limit){resource, 0, value};
}

static void fill_limits(struct stem_request *request, const struct jail_run *run) {
    if (!WITHOUT(JAIL_CPU_LIMIT)) add_limit(request, RLIMIT_CPU, cpu_seconds(run));
    if (!WITHOUT(JAIL_FILE_SIZE_LIMIT)) add_limit(request, RLIMIT_FSIZE, run->file_bytes);
    if (!WITHOUT(JAIL_STACK_LIMIT)) add_limit(request, RLIMIT_STACK, run->stack_bytes);
    if (!WITHOUT(JAIL_OPEN_FILES_LIMIT)) add_limit(request, RLIMIT_NOFILE, run->open_files);
    if (cell.cgroup_count) return;
    uint64_t space = address_space(run->memory_bytes), own = template.address_space + run->memory_bytes;
    if (!WITHOUT(JAIL_ADDRESS_SPACE_LIMIT)) add_limit(request, RLIMIT_AS, own > space ? own : space);
    uint64_t most = counted_processes(run);
    if (most) add_limit(request, RLIMIT_NPROC, most);
}

static void __attribute__((noreturn)) lose(void) {
    // The host sees the socket close, and begins anew in another cell: what became of the run is not known.
    _exit(1);
}

static struct stem_event last;
static uint32_t present;  // the slot of the run that is on

// An end, or the news of a fork in the other slot. Anything else is a fault after the start.
static void run_ended(void) {
    int attached;
    if (next_event(&last, &attached, STEP_TIMEOUT) != 0) lose();
    if (last.kind == STEM_FORKED && note_fork(&last) == 0) return;
    if (last.kind != STEM_ENDED || last.slot != present || !last.begun) lose();
    result->ended.wall_ns = now_ns() - watched.start;
    note_end(last.wait_status);
}

// Which of the runs that wait took the request, and the filter's listener. 0 once the run has begun. An end meanwhile may
// be that of the run itself.
static int hear_of_start(int *listener) {
    struct stem_event event;
    int attached;
    for (;;) {
        if (next_event(&event, &attached, STEP_TIMEOUT) != 0 || event.kind == STEM_ENDED) lose();
        if (event.kind == STEM_FORKED && note_fork(&event) != 0) lose();
        if (event.kind == STEM_STARTED) break;
    }
    if (event.slot >= STEM_SLOTS || !template.runs[event.slot]) lose();
    present = event.slot;
    *listener = attached;
    if (!event.error) return 0;
    event.step[sizeof event.step - 1] = 0;
    errno = event.error;
    return fail("in a run forked from the template,", event.step, NULL);
}

void run_from_template(struct jail_run *run, const int *descriptors) {
    struct stem_request request = {.kind = STEM_RUN};
    int listener = -1;
    fill_limits(&request, run);
    if (send_descriptors(template.socket, &request, sizeof request, descriptors, 3) != 0) lose();
    close_descriptors();
    int outcome = hear_of_start(&listener);
    begin_watch(run, template.runs[present]);
    watched.one_process = 1;
    watched.listener = listener;
    watched.end = template.socket;
    watched.ended = run_ended;
    if (outcome == 0) watch();
    if (!watched.main_ended) kill(template.runs[present], SIGKILL);
    while (!watched.main_ended) run_ended();
    if (listener >= 0) close(listener);
    judge_end(last.cpu_ns, last.peak_bytes);
}
