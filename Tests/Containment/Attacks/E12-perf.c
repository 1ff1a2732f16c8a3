// id: E12
// does: opens a counter of the processor's events and reads it
// expect: WA
// layers: seccomp
// The kernel lets a process count its own unless the host is set to the strictest; then it takes CAP_PERFMON.
#include <linux/perf_event.h>

ATTACK int attack(void) {
    struct perf_event_attr attributes = {
        .type = PERF_TYPE_SOFTWARE, .size = sizeof attributes, .config = PERF_COUNT_SW_TASK_CLOCK, .exclude_kernel = 1};
    uint64_t count = 0;
    int counter = (int)syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0);
    if (counter < 0) note("perf_event_open: %s", strerror(errno));
    return counter >= 0 && read(counter, &count, sizeof count) == sizeof count;
}
