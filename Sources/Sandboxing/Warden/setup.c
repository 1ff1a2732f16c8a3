// Reads the set-up message. Every string is checked to lie inside it.
#include <errno.h>
#include <string.h>

#include "warden.h"

struct cell cell = {.ruleset = -1, .stem = -1, .processes = -1, .tree = -1};

static int malformed(const char *what) {
    errno = EBADMSG;
    return fail("read", what, "in the set-up message");
}

int parse_setup(char *bytes, size_t size) {
    if (size < sizeof cell.setup) return malformed("the header");
    memcpy(&cell.setup, bytes, sizeof cell.setup);
    const struct jail_setup *setup = &cell.setup;
    if (setup->kind != JAIL_SETUP || setup->rung > JAIL_LOCKDOWN) return malformed("the kind");
    if (setup->paths > PATHS_MAX || setup->cgroups > CGROUPS_MAX || setup->environment >= STRINGS_MAX)
        return malformed("the counts");
#ifndef JAIL_CAN_OMIT
    if (setup->omitted || setup->failing_call || setup->failing_stem_call) return malformed("what to leave out");
#endif
    uint64_t filters = (uint64_t)setup->filter_bytes + setup->notifying_bytes + setup->remaining_bytes;
    if (filters > size || filters % 8 || !setup->filter_bytes) return malformed("the filters' size");
    if (setup->template_arguments >= STRINGS_MAX || (setup->template_arguments && !setup->notifying_bytes))
        return malformed("the template");
    char *cursor = bytes + sizeof *setup, *end = bytes + size - filters;
    for (uint32_t i = 0; i < setup->paths; i++) {
        char *record = next_string(&cursor, end);
        if (!record || !record[0] || !strchr("rxld", record[0]) || record[1] != '/') return malformed("a path");
        cell.paths[i] = (struct path_rule){record[0], record + 1, NULL};
        if (record[0] != JAIL_PATH_LINK) continue;
        cell.paths[i].target = next_string(&cursor, end);
        if (!cell.paths[i].target) return malformed("a link's target");
    }
    for (uint32_t i = 0; i < setup->cgroups; i++) {
        char *folder = next_string(&cursor, end);
        if (!folder || folder[0] != '/' || strlen(folder) >= sizeof cell.cgroups[0] - 32)
            return malformed("a cgroup's folder");
        strcpy(cell.cgroups[i], folder);
    }
    for (uint32_t i = 0; i < setup->environment; i++)
        if (!(cell.environment[i] = next_string(&cursor, end))) return malformed("the environment");
    if (!(cell.scratch_parent = next_string(&cursor, end))) return malformed("the scratch folder");
    for (uint32_t i = 0; i < setup->template_arguments; i++)
        if (!(cell.template_arguments[i] = next_string(&cursor, end))) return malformed("the template's arguments");
    if (cursor != end) return malformed("the end");
    cell.filter = end;
    cell.notifying_filter = end + setup->filter_bytes;
    cell.remaining_filter = end + setup->filter_bytes + setup->notifying_bytes;
#ifdef JAIL_CAN_OMIT
    plan_fault(setup->failing_call, setup->failing_error);
#endif
    cell.direct = (setup->flags & JAIL_ONE_PROCESS) && !setup->scratch_bytes;
    return 0;
}
