// Sets the cell up, once: the keeper's own part of it.
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keeper.h"
#include "warden.h"

static int take_own_uid(void) {
    uid_t uid = cell.setup.rung == JAIL_LOCKDOWN ? cell.setup.uid : INSIDE_ID;
    gid_t gid = cell.setup.rung == JAIL_LOCKDOWN ? cell.setup.gid : INSIDE_ID;
    if (!(cell.setup.flags & JAIL_OWN_UID)) return 0;
    if (setgroups(0, NULL) != 0) return fail("drop", "the groups", NULL);
    if (setresgid(gid, gid, gid) != 0) return fail("set", "the group id", NULL);
    if (setresuid(uid, uid, uid) != 0) return fail("set", "the user id", NULL);
    return 0;
}

static int set_namespaces_up(void) {
    if (cell.cgroup_count && unshare(CLONE_NEWCGROUP) != 0) return fail("unshare", "the cgroup namespace", NULL);
    if (!WITHOUT(JAIL_UTS_NAMESPACE) && (sethostname("jail", 4) != 0 || setdomainname("", 0) != 0))
        return fail("set", "the host name", NULL);
    if (!WITHOUT(JAIL_OWN_ROOT) && build_root() != 0) return -1;
    if (cell.setup.scratch_bytes) strcpy(cell.scratch, "/tmp");
    return 0;
}

static int enter_lockdown_scratch(void) {
    if (!cell.scratch[0]) return chdir("/") == 0 ? 0 : fail("enter", "/", NULL);
    size_t length = strlen(cell.scratch);
    if (landlock_confine_keeper(1) != 0) return -1;
    strcpy(cell.scratch + length, "/box");
    if (mkdir(cell.scratch, 0700) != 0) return fail("make folder", cell.scratch, NULL);
    return chdir(cell.scratch) == 0 ? 0 : fail("enter", cell.scratch, NULL);
}

// In lockdown the keeper's own Landlock domain is the outer of three: it, the init and the candidate each have one,
// so that none can signal those above it.
static int set_lockdown_up(void) {
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) return fail("become", "a subreaper", NULL);
    if (cell.scratch[0]) return enter_lockdown_scratch();
    if (chdir("/") != 0) return fail("enter", "/", NULL);
    if (landlock_confine_keeper(0) != 0) return -1;
    if (cell.direct && (cell.ruleset = landlock_ruleset(0)) < 0) return -1;
    return 0;
}

int keeper_set_up(void) {
    int lockdown = cell.setup.rung == JAIL_LOCKDOWN;
    if (prepare_direct() != 0 || set_common_limits() != 0) return -1;
    if (!lockdown && prepare_root() != 0) return -1;
    cell.processes = open_processes();
    if (take_own_uid() != 0) return -1;
    if (!WITHOUT(JAIL_NO_NEW_PRIVILEGES) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return fail("set", "no_new_privs", NULL);
    if (lockdown ? set_lockdown_up() : set_namespaces_up()) return -1;
    if (!lockdown && !cell.setup.scratch_bytes && landlock_confine_keeper(0) != 0) return -1;
    if (drop_capabilities(!lockdown) != 0) return -1;
    // A change of credentials clears this one, so it comes last; the lifeline covers the time before.
    if (set_death_signal() != 0) return fail("set", "the keeper's parent-death signal", NULL);
    start_template();
    if (cell.stem >= 0) close(cell.stem);
    cell.stem = -1;
    return 0;
}
