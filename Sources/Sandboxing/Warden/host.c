// What this process has inherited from its host and a run would meet before the limits of its own: such a run says nothing
// about its program, so it is not begun.
#include <errno.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

#include "warden.h"

static const int inherited[] = {RLIMIT_AS, RLIMIT_DATA};

// As far as they may be raised, while there is still the privilege for it.
void raise_inherited_limits(void) {
    for (size_t i = 0; i < sizeof inherited / sizeof *inherited; i++) {
        struct rlimit limit, none = {RLIM_INFINITY, RLIM_INFINITY};
        if (setrlimit((__rlimit_resource_t)inherited[i], &none) == 0) continue;
        if (getrlimit((__rlimit_resource_t)inherited[i], &limit) != 0) continue;
        limit.rlim_cur = limit.rlim_max;
        setrlimit((__rlimit_resource_t)inherited[i], &limit);
    }
}

// Whether a run can have all the memory of its own limit, and its scratch folder all its room.
int host_has_room(uint64_t space) {
    static const char *const what[] = {"the run's memory, for the host's own limit of address space (ulimit -v) is less",
                                       "the run's memory, for the host's own limit of data (ulimit -d) is less"};
    for (size_t i = 0; i < sizeof inherited / sizeof *inherited; i++) {
        struct rlimit limit;
        if (getrlimit((__rlimit_resource_t)inherited[i], &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) continue;
        errno = ENOMEM;
        if (limit.rlim_cur < space) return fail("have room for", what[i], NULL);
    }
    // Elsewhere the folder is in memory, which the run is charged for.
    if (cell.setup.rung != JAIL_LOCKDOWN || !cell.scratch[0]) return 0;
    struct statvfs status;
    if (statvfs(cell.scratch, &status) != 0) return fail("look at", cell.scratch, NULL);
    errno = ENOSPC;
    if ((uint64_t)status.f_bavail * status.f_frsize < cell.setup.scratch_bytes)
        return fail("have room for", "the scratch folder", NULL);
    return 0;
}
