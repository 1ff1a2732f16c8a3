// Objects that the compile driver looks at, made of a candidate's text: whatever they hold, nothing is read beyond them.
// The object that a compiler made is told as plain, so that the way through is tried, too.
#define _GNU_SOURCE
#include "../../Sources/Judging/Driver/plain.c"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    // Alone in its memory, so that a byte too many is seen; aligned as a mapped file is.
    size_t room = (size + 63) / 64 * 64 + 64;
    unsigned char *copy = aligned_alloc(64, room);
    unsigned char *exact = malloc(size ? size : 1);
    memcpy(exact, bytes, size);
    memset(copy, 0, room);
    memcpy(copy, bytes, size);
    struct object object = {.bytes = ((uintptr_t)exact & 7) == 0 ? exact : copy, .size = size};
    (void)is_plain(&object);
    free(exact);
    free(copy);
    return 0;
}

size_t seed(unsigned number, uint8_t *bytes, size_t room) {
    static const char *const sources[] = {
        "int main(void) { return 0; }", "#include <stdio.h>\nint a[9]; int main(void) { printf(\"%d\", a[3]); }",
        "static int f(int n) { return n < 2 ? n : f(n - 1); } long a(long n) { return f((int)n); }"};
    char command[512];
    if (number >= sizeof sources / sizeof *sources) return 0;
    snprintf(command, sizeof command,
             "file=$(mktemp) && printf '%%s' '%s' | gcc -O2 -c -x c - -o $file && cat $file; rm -f $file", sources[number]);
    FILE *object = popen(command, "r");
    size_t size = object ? fread(bytes, 1, room, object) : 0;
    if (object) pclose(object);
    struct object whole = {.bytes = bytes, .size = size};
    if (size && size < room) fprintf(stderr, "seed %u: %zu bytes, %s\n", number, size, is_plain(&whole) ? "plain" : "not plain");
    return size < room ? size : 0;
}
