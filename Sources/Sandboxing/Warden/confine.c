// Landlock and capabilities.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "keeper.h"
#include "warden.h"

// What later kernels added; older headers do not know it.
struct ruleset {
    uint64_t files, network, scoped;
};
enum {
    READ_FILE = LANDLOCK_ACCESS_FS_READ_FILE,
    READ_FOLDER = LANDLOCK_ACCESS_FS_READ_DIR,
    EXECUTE = LANDLOCK_ACCESS_FS_EXECUTE,
    WRITE_FILE = LANDLOCK_ACCESS_FS_WRITE_FILE,
    SCOPE_SOCKETS_AND_SIGNALS = 3,
    BIND_AND_CONNECT_TCP = 3,
};

// Ends this process when its parent ends.
int set_death_signal(void) { return WITHOUT(JAIL_DEATH_SIGNALS) ? 0 : prctl(PR_SET_PDEATHSIG, SIGKILL); }

int landlock_probe(void) {
    int abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi < 0 ? 0 : abi;
}

// Every file right that the ABI knows is handled, so that what no rule allows is denied.
static uint64_t handled_files(int abi) {
    unsigned bits = abi >= 5 ? 16 : abi >= 3 ? 15 : abi >= 2 ? 14 : 13;
    return (1ull << bits) - 1;
}

static int allow(int ruleset, const char *path, uint64_t rights) {
    struct stat status;
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0) return fail("open", path, "for Landlock");
    if (fstat(fd, &status) == 0 && !S_ISDIR(status.st_mode)) rights &= READ_FILE | WRITE_FILE | EXECUTE;
    struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = fd};
    long outcome = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    int error = errno;
    close(fd);
    errno = error;
    return outcome == 0 ? 0 : fail("allow", path, "in Landlock");
}

static int add_rules(int ruleset, uint64_t files, int writable_scratch) {
    for (uint32_t i = 0; i < cell.setup.paths; i++) {
        const struct path_rule *rule = &cell.paths[i];
        uint64_t rights = READ_FILE | READ_FOLDER;
        if (rule->kind == JAIL_PATH_LINK) continue;
        if (rule->kind == JAIL_PATH_EXECUTE) rights |= EXECUTE;
        if (rule->kind == JAIL_PATH_DEVICE) rights |= WRITE_FILE;
        if (allow(ruleset, rule->path, rights) != 0) return -1;
    }
    if (cell.stem >= 0 && has_own_root() && allow(ruleset, STEM_PATH, READ_FILE) != 0) return -1;
    if (!writable_scratch || !cell.scratch[0]) return 0;
    uint64_t devices = LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SOCK;
    return allow(ruleset, cell.scratch, files & ~(devices | EXECUTE));
}

// Denies all file access but the profile's, all TCP (ABI 4), and signals and abstract sockets out of the domain
// (ABI 6), for whoever enters the ruleset.
int landlock_ruleset(int writable_scratch) {
    int abi = cell.landlock_abi;
    struct ruleset set = {.files = handled_files(abi)};
    size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
    if (abi >= 4) set.network = BIND_AND_CONNECT_TCP;
    if (abi >= 6) set.scoped = SCOPE_SOCKETS_AND_SIGNALS;
    if (WITHOUT(JAIL_LANDLOCK_NETWORK)) set.network = 0;
    if (WITHOUT(JAIL_LANDLOCK_SCOPES)) set.scoped = 0;
    // A ruleset may not be empty; but one that handles any file access also denies all mounts.
    if (WITHOUT(JAIL_LANDLOCK_FILES)) set.files = set.network || set.scoped ? 0 : LANDLOCK_ACCESS_FS_MAKE_BLOCK;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &set, size, 0);
    if (ruleset < 0) return fail("create", "the Landlock ruleset", NULL);
    if (WITHOUT(JAIL_LANDLOCK_FILES) || add_rules(ruleset, set.files, writable_scratch) == 0) return ruleset;
    close(ruleset);
    return -1;
}

// Not to be undone; inherited.
int landlock_enter(int ruleset) {
    if (WITHOUT(JAIL_LANDLOCK_FILES) && WITHOUT(JAIL_LANDLOCK_NETWORK) && WITHOUT(JAIL_LANDLOCK_SCOPES)) return 0;
    if (syscall(SYS_landlock_restrict_self, ruleset, 0) == 0) return 0;
    return fail("enter", "the Landlock domain", NULL);
}

int landlock_confine(int writable_scratch) {
    int ruleset = landlock_ruleset(writable_scratch);
    if (ruleset < 0) return -1;
    int outcome = landlock_enter(ruleset);
    close(ruleset);
    return outcome;
}

// The domain of those that watch, the cell's keeper and, without a pid namespace, the init: it lets them read the
// process table besides. Nothing in a run can: its own
// root has no such file system, and where there is no own root its own domain does not allow it.
int landlock_confine_keeper(int writable_scratch) {
    int ruleset = landlock_ruleset(writable_scratch);
    if (ruleset < 0) return -1;
    struct landlock_path_beneath_attr rule = {.allowed_access = READ_FILE | READ_FOLDER, .parent_fd = cell.processes};
    if (cell.processes >= 0 && !WITHOUT(JAIL_LANDLOCK_FILES) &&
        syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
        close(cell.processes);
        cell.processes = -1;
    }
    int outcome = landlock_enter(ruleset);
    close(ruleset);
    return outcome;
}

// Whether a signal to every process reaches those of this cell alone. Where there is no pid namespace that is what the
// Landlock scope is for, and a scope that is not in force would make it the end of all that the host's user runs: so
// this is seen, not believed. The parent is outside of the scope.
int signals_stay_inside(void) {
    if (cell.setup.rung != JAIL_LOCKDOWN) return 1;
    return cell.landlock_abi >= 6 && kill(getppid(), 0) != 0 && errno == EPERM;
}

// What a run does before its program begins: the keeper has emptied the bounding and ambient sets already. Looked at
// afterwards, since all depends on it.
int lose_capabilities(void) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2] = {{0, 0, 0}, {0, 0, 0}};
    if (WITHOUT(JAIL_CAPABILITIES)) return 0;
    if (syscall(SYS_capset, &header, data) != 0) return fail("drop", "the capabilities", NULL);
    if (syscall(SYS_capget, &header, data) != 0) return fail("look at", "the capabilities", NULL);
    errno = EPERM;
    int held = data[0].permitted || data[1].permitted || data[0].effective || data[1].effective ||
               data[0].inheritable || data[1].inheritable;
    return held ? fail("be rid of", "the capabilities", NULL) : 0;
}

static int make_inheritable(cap_value_t value) {
    cap_t now = cap_get_proc();
    if (!now) return -1;
    cap_set_flag(now, CAP_INHERITABLE, 1, &value, CAP_SET);
    int outcome = cap_set_proc(now);
    cap_free(now);
    return outcome;
}

// Empties the bounding (where it may), ambient and inheritable sets and drops all permitted capabilities but,
// where asked, CAP_SYS_ADMIN in the cell's own user namespace, which makes the namespaces of the runs. A template needs
// it too and is executed: so it stays inheritable, which takes the bounding set as long as that is whole.
int drop_capabilities(int keep_sys_admin) {
    int inherits = keep_sys_admin && cell.setup.template_arguments;
    if (WITHOUT(JAIL_CAPABILITIES)) return keep_sys_admin ? make_inheritable(CAP_SYS_ADMIN) : 0;
    if (inherits && make_inheritable(CAP_SYS_ADMIN) != 0) return fail("keep", "a capability for the template", NULL);
    for (cap_value_t value = 0; value < 64; value++)
        if (cap_get_bound(value) == 1 && cap_drop_bound(value) != 0 && errno != EPERM)
            return fail("drop", "a bounding capability", NULL);
    cap_reset_ambient();
    cap_t none = cap_init();
    if (!none) return fail("prepare", "the capabilities", NULL);
    cap_value_t kept = CAP_SYS_ADMIN;
    if (keep_sys_admin) {
        cap_set_flag(none, CAP_PERMITTED, 1, &kept, CAP_SET);
        cap_set_flag(none, CAP_EFFECTIVE, 1, &kept, CAP_SET);
        if (inherits) cap_set_flag(none, CAP_INHERITABLE, 1, &kept, CAP_SET);
    }
    int outcome = cap_set_proc(none);
    cap_free(none);
    return outcome == 0 ? 0 : fail("drop", "the capabilities", NULL);
}
