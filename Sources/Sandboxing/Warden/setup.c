// Reads the set-up message. Every string is checked to lie inside it.
#include <errno.h>
#include <string.h>

#include "warden.h"

struct cell cell;

static char *next_string(char **cursor, char *end) {
    char *text = *cursor;
    char *stop = memchr(text, 0, (size_t)(end - text));
    if (!stop) return NULL;
    *cursor = stop + 1;
    return text;
}

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
    if (setup->filter_bytes > size || setup->filter_bytes % 8 || !setup->filter_bytes)
        return malformed("the filter's size");
    char *cursor = bytes + sizeof *setup, *end = bytes + size - setup->filter_bytes;
    for (uint32_t i = 0; i < setup->paths; i++) {
        char *record = cursor < end ? next_string(&cursor, end) : NULL;
        if (!record || !strchr("rxld", record[0]) || record[1] != '/') return malformed("a path");
        cell.paths[i] = (struct path_rule){record[0], record + 1, NULL};
        if (record[0] != JAIL_PATH_LINK) continue;
        cell.paths[i].target = cursor < end ? next_string(&cursor, end) : NULL;
        if (!cell.paths[i].target) return malformed("a link's target");
    }
    for (uint32_t i = 0; i < setup->cgroups; i++) {
        char *folder = cursor < end ? next_string(&cursor, end) : NULL;
        if (!folder || folder[0] != '/' || strlen(folder) >= sizeof cell.cgroups[0] - 32)
            return malformed("a cgroup's folder");
        strcpy(cell.cgroups[i], folder);
    }
    for (uint32_t i = 0; i < setup->environment; i++)
        if (cursor >= end || !(cell.environment[i] = next_string(&cursor, end))) return malformed("the environment");
    if (cursor >= end || !(cell.scratch_parent = next_string(&cursor, end))) return malformed("the scratch folder");
    if (cursor != end) return malformed("the end");
    cell.filter = end;
    return 0;
}
