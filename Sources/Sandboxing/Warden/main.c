// The guardian: makes what needs the host's namespaces, starts the keeper, and cleans up behind it.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/capability.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "keeper.h"
#include "warden.h"

static char scratch_home[512];  // lockdown: the folder that holds the scratch folder

static void report(int error_only) {
    struct jail_ready ready = fault;
    if (error_only && !ready.error) return;
    ready.kind = JAIL_READY;
    ready.landlock_abi = cell.landlock_abi;
    ready.limits_summed = cell.cgroup_count > 0;
    ready.knows_waits = cell.processes >= 0 && cell.direct;
    ready.has_template = (uint32_t)has_template();
    memcpy(ready.template_step, template_step, sizeof ready.template_step);
    send_message(JAIL_SOCKET_FD, &ready, sizeof ready, -1);
}

static void clean_up(void) {
    // The guardian needs some to look into folders, and none of those that it has.
    syscall(SYS_close_range, JAIL_SOCKET_FD + 1, ~0u, 0);
    cgroups_remove();
    if (scratch_home[0]) jail_remove_tree(AT_FDCWD, scratch_home);
}

static int write_map(pid_t pid, const char *name, const char *text) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
    return write_file(path, text) == 0 ? 0 : fail("write", path, NULL);
}

static int map_ids(pid_t pid) {
    char uids[64], gids[64];
    int own = (cell.setup.flags & JAIL_OWN_UID) != 0;
    snprintf(uids, sizeof uids, "%d %u 1\n", INSIDE_ID, own ? cell.setup.uid : (unsigned)geteuid());
    snprintf(gids, sizeof gids, "%d %u 1\n", INSIDE_ID, own ? cell.setup.gid : (unsigned)getegid());
    if (!own && write_map(pid, "setgroups", "deny") != 0) return -1;
    if (write_map(pid, "uid_map", uids) != 0) return -1;
    return write_map(pid, "gid_map", gids);
}

static int make_scratch_home(void) {
    if (cell.setup.rung != JAIL_LOCKDOWN || !cell.setup.scratch_bytes) return 0;
    // What a guardian left that was killed; not to be able to is no fault of this cell's.
    jail_sweep_scratch(cell.scratch_parent);
    snprintf(scratch_home, sizeof scratch_home - 8, "%s/" JAIL_SCRATCH_PREFIX "%d", cell.scratch_parent, getpid());
    if (mkdir(scratch_home, 0700) != 0) {
        scratch_home[0] = 0;
        return fail("make the scratch folder in", cell.scratch_parent, NULL);
    }
    if (cell.setup.flags & JAIL_OWN_UID && chown(scratch_home, cell.setup.uid, cell.setup.gid) != 0)
        return fail("give away", scratch_home, NULL);
    memcpy(cell.scratch, scratch_home, sizeof scratch_home);
    return 0;
}

// What the clean-up needs and no more: to signal the cell's uid, and to remove what belongs to it.
static void keep_few_capabilities(void) {
    cap_value_t kept[] = {CAP_KILL, CAP_DAC_OVERRIDE, CAP_FOWNER};
    cap_t few = cap_init(), now = cap_get_proc();
    if (!few || !now) return;
    for (int i = 0; i < 3; i++) {
        cap_flag_value_t held = CAP_CLEAR;
        cap_get_flag(now, kept[i], CAP_PERMITTED, &held);
        if (held != CAP_SET) continue;
        cap_set_flag(few, CAP_PERMITTED, 1, &kept[i], CAP_SET);
        cap_set_flag(few, CAP_EFFECTIVE, 1, &kept[i], CAP_SET);
    }
    cap_set_proc(few);
    cap_free(few);
    cap_free(now);
}

static void keeper(int go, int lifeline_end) {
    char byte;
    if (!WITHOUT(JAIL_LIFELINES)) close(lifeline_end);
    if (set_death_signal() != 0 || read(go, &byte, 1) != 1) _exit(1);
    close(go);
    fault.error = 0;
    keeper_set_up();
    report(0);
    if (fault.error) _exit(1);
    serve_runs();
}

// Where there is no pid namespace, what the keeper leaves comes to the guardian: ends it and sees it gone, so that a cell
// that is closed has no process any more, not even if its keeper was killed. Two seconds at most: it may not hang.
static void sweep_orphans(void) {
    if (cell.setup.rung != JAIL_LOCKDOWN || WITHOUT(JAIL_FINAL_KILL)) return;
    for (int attempt = 0; attempt < 2000; attempt++) {
        pid_t pid = waitpid(-1, NULL, WNOHANG | __WALL);
        if (pid > 0 || (pid < 0 && errno == EINTR)) continue;
        if (pid < 0) return;
        char path[64], text[4096];
        snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
        int children = open(path, O_RDONLY | O_CLOEXEC);
        ssize_t size = children >= 0 ? read(children, text, sizeof text - 1) : 0;
        if (children >= 0) close(children);
        text[size > 0 ? size : 0] = 0;
        for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
            if (atoi(word) > 1) kill(atoi(word), SIGKILL);
        poll(NULL, 0, 1);
    }
}

// Waits until the keeper is gone, and ends it when the host is.
static void guard(pid_t keeper_pid) {
    int handle = (int)syscall(SYS_pidfd_open, keeper_pid, 0);
    struct pollfd watched[] = {{handle, POLLIN, 0}, {JAIL_SOCKET_FD, 0, 0}};
    while (handle >= 0 && poll(watched, 2, -1) < 0 && errno == EINTR) continue;
    // Without a pid namespace the keeper itself has to sweep up what a run started; it sees the closed socket too.
    if (cell.setup.rung == JAIL_LOCKDOWN && handle >= 0) poll(watched, 1, 1000);
    kill(keeper_pid, SIGKILL);
    while (waitpid(keeper_pid, NULL, 0) < 0 && errno == EINTR) continue;
    sweep_orphans();
}

static int start_keeper(pid_t *keeper_pid) {
    int go[2], lifeline[2];
    unsigned long flags = SIGCHLD;
    if (cell.setup.rung == JAIL_LOCKDOWN && prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
        return fail("become", "the guardian of orphans", NULL);
    if (cell.setup.rung != JAIL_LOCKDOWN)
        flags |= CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET;
    if (WITHOUT(JAIL_IPC_NAMESPACE)) flags &= ~(unsigned long)CLONE_NEWIPC;
    if (WITHOUT(JAIL_UTS_NAMESPACE)) flags &= ~(unsigned long)CLONE_NEWUTS;
    if (WITHOUT(JAIL_NETWORK_NAMESPACE)) flags &= ~(unsigned long)CLONE_NEWNET;
    if (pipe2(go, O_CLOEXEC) != 0 || pipe2(lifeline, O_CLOEXEC) != 0) return fail("make", "a pipe", NULL);
    cell.lifeline = lifeline[0];
    *keeper_pid = (pid_t)syscall(SYS_clone, flags, 0, 0, 0, 0);
    if (*keeper_pid < 0) return fail("clone", "the cell's namespaces", NULL);
    if (*keeper_pid == 0) {
        close(go[1]);
        keeper(go[0], lifeline[1]);
        _exit(0);
    }
    close(go[0]);
    close(lifeline[0]);
    if (cell.setup.rung != JAIL_LOCKDOWN && map_ids(*keeper_pid) != 0) return -1;
    if (cgroups_attach(*keeper_pid) != 0) return -1;
    keep_few_capabilities();
    return write(go[1], "", 1) == 1 ? 0 : fail("start", "the keeper", NULL);
}

int main(void) {
    pid_t keeper_pid = 0;
    for (size_t i = 0; i < sizeof ignored_signals / sizeof *ignored_signals; i++) signal(ignored_signals[i], SIG_IGN);
    setsid();
    raise_inherited_limits();
    if (syscall(SYS_close_range, JAIL_SOCKET_FD + 1, ~0u, 0) != 0) return 1;
    static char bytes[JAIL_MESSAGE_MAX];  // stays: the cell's strings point into it
    int attached = 1;
    ssize_t size = receive_message(JAIL_SOCKET_FD, bytes, sizeof bytes, &cell.stem, &attached);
    if (size <= 0) return 0;
    if (!attached) cell.stem = -1;
    cell.landlock_abi = landlock_probe();
    result = mmap(NULL, sizeof *result, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (result == MAP_FAILED) fail("map", "the shared page", NULL);
    else if (!cell.landlock_abi) fail("find", "Landlock", "in the kernel");
    else if (parse_setup(bytes, (size_t)size) == 0 && cgroups_make() == 0 && make_scratch_home() == 0 &&
             start_keeper(&keeper_pid) == 0)
        guard(keeper_pid);
    if (fault.error) {
        if (keeper_pid > 0) {
            kill(keeper_pid, SIGKILL);
            while (waitpid(keeper_pid, NULL, 0) < 0 && errno == EINTR) continue;
        }
        report(1);
    }
    clean_up();
    return 0;
}
