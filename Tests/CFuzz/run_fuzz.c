// The request for a run, host to warden. The parser is the keeper's own, so its file is included.
#define execute execute_template
#include "../../Sources/Sandboxing/Warden/template.c"

#undef execute
#undef _GNU_SOURCE
#include "../../Sources/Sandboxing/Warden/run.c"

#include "fuzz.h"

static void check_text(const char *text, size_t size) {
    PROMISE(text >= message && text < message + size);
    PROMISE(memchr(text, 0, (size_t)(message + size - text)) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (size < 1 || size > sizeof message) return 0;
    template.socket = bytes[0] & 1 ? 0 : -1;
    request.count = bytes[0] >> 1 & 7;
    if (request.count > JAIL_MESSAGE_CAP_FDS) request.count = JAIL_MESSAGE_CAP_FDS;
    memset(message, 'x', sizeof message);  // no end of a string but the message's own
    size--;
    memcpy(message, bytes + 1, size);
    fault.error = 0;
    if (parse_run(size) != 0) {
        PROMISE(fault.error && memchr(fault.step, 0, sizeof fault.step));
        return 0;
    }
    check_text(request.executable, size);
    check_text(request.collect, size);
    for (uint32_t i = 0; i < request.run.arguments; i++) check_text(request.arguments[i], size);
    PROMISE(request.run.arguments < STRINGS_MAX && !request.arguments[request.run.arguments]);
    PROMISE(request.count >= 3);
    struct stem_request limits = {.kind = STEM_RUN};
    fill_limits(&limits, &request.run);
    PROMISE(limits.limits <= STEM_LIMITS_MAX);
    return 0;
}

size_t seed(unsigned number, uint8_t *bytes, size_t room) {
    static const char strings[] = "/bin/true\0a.out\0true\0-x\0";
    if (number > 1 || room < 1 + sizeof(struct jail_run) + sizeof strings) return 0;
    struct jail_run run = {.kind = JAIL_RUN, .arguments = 2, .lap_cpu_ns = 1000000000, .processes = 1, .threads = 8,
                           .flags = number ? JAIL_FROM_TEMPLATE : 0};
    bytes[0] = (uint8_t)(number | 4 << 1);
    memcpy(bytes + 1, &run, sizeof run);
    memcpy(bytes + 1 + sizeof run, strings, sizeof strings);
    return 1 + sizeof run + sizeof strings;
}
