// The set-up message of a cell, host to warden: whatever it holds, what is taken from it lies within it.
#include <string.h>

#include "fuzz.h"
#include "warden.h"

static const char *first, *last;

static void check_string(const char *text) {
    PROMISE(text >= first && text < last);
    PROMISE(memchr(text, 0, (size_t)(last - text)) != NULL);
}

static void check_cell(void) {
    const struct jail_setup *setup = &cell.setup;
    for (uint32_t i = 0; i < setup->paths; i++) {
        check_string(cell.paths[i].path);
        PROMISE(cell.paths[i].path[0] == '/' && cell.paths[i].kind && strchr("rxld", cell.paths[i].kind));
        if (cell.paths[i].kind == JAIL_PATH_LINK) check_string(cell.paths[i].target);
    }
    for (uint32_t i = 0; i < setup->cgroups; i++) PROMISE(strlen(cell.cgroups[i]) < sizeof cell.cgroups[i] - 31);
    for (uint32_t i = 0; i < setup->environment; i++) check_string(cell.environment[i]);
    for (uint32_t i = 0; i < setup->template_arguments; i++) check_string(cell.template_arguments[i]);
    check_string(cell.scratch_parent);
    // The template adds one variable of its own.
    PROMISE(setup->environment < STRINGS_MAX && !cell.environment[setup->environment]);
    PROMISE(setup->template_arguments < STRINGS_MAX && !cell.template_arguments[setup->template_arguments]);
    const char *filter = cell.filter, *notifying = cell.notifying_filter, *remaining = cell.remaining_filter;
    PROMISE(filter >= first && filter + setup->filter_bytes == notifying);
    PROMISE(notifying + setup->notifying_bytes == remaining && remaining + setup->remaining_bytes == last);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    char *copy = malloc(size ? size : 1);  // of this size, so that a byte too many is seen
    memcpy(copy, bytes, size);
    memset(&cell, 0, sizeof cell);
    first = copy;
    last = copy + size;
    if (parse_setup(copy, size) == 0) check_cell();
    else PROMISE(fault.error && memchr(fault.step, 0, sizeof fault.step));
    free(copy);
    return 0;
}

size_t seed(unsigned number, uint8_t *bytes, size_t room) {
    static const char strings[] = "r/usr\0x/bin/true\0l/lib\0usr/lib\0d/dev/null\0/sys/fs/cgroup/a\0LANG=C\0A=\0/tmp\0py\0{stem}";
    if (number > 2) return 0;
    struct jail_setup setup = {.kind = JAIL_SETUP, .rung = number, .paths = 4, .cgroups = 1, .environment = 2,
                               .filter_bytes = 16, .scratch_bytes = number};
    size_t text = sizeof strings;
    if (number == 2) {
        setup.template_arguments = 2;
        setup.notifying_bytes = 8;
        setup.remaining_bytes = 24;
    } else {
        text -= sizeof "py\0{stem}";
    }
    size_t filters = setup.filter_bytes + setup.notifying_bytes + setup.remaining_bytes;
    if (sizeof setup + text + filters > room) return 0;
    memcpy(bytes, &setup, sizeof setup);
    memcpy(bytes + sizeof setup, strings, text);
    memset(bytes + sizeof setup + text, 6, filters);
    return sizeof setup + text + filters;
}
