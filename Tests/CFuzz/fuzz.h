// What the harnesses share: each tries one piece of the jail's C with bytes that are changed at random, under the address
// and undefined-behaviour sanitizers. Scripts/sanitize.sh builds and runs them, with libFuzzer where clang has it and with
// standalone.c where not.
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// Tries one input; aborts where a promise is broken.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

// A valid input to begin with; 0: there are no more. Gives its size.
size_t seed(unsigned number, uint8_t *bytes, size_t room);

#define PROMISE(condition)                                                                                   \
    do                                                                                                       \
        if (!(condition)) {                                                                                  \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition);                  \
            abort();                                                                                         \
        }                                                                                                    \
    while (0)

#endif
