// CPU time of a struct rusage, user and system.
#ifndef USAGE_H
#define USAGE_H

#include <stdint.h>
#include <sys/resource.h>

static inline uint64_t cpu_ns_of(const struct rusage *usage) {
    return (uint64_t)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1000000000u +
           (uint64_t)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) * 1000u;
}

#endif
