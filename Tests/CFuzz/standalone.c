// Where there is no libFuzzer: `HARNESS SECONDS [SEED]` changes the seeds at random, and `HARNESS --seeds FOLDER` writes
// them for libFuzzer. An input that ends the process badly is in the file that was named at the start.
#include <signal.h>
#include <string.h>
#include <time.h>

#include "fuzz.h"

enum { ROOM = 1 << 18, SEEDS = 64 };

static uint64_t state;
static uint8_t seeds[SEEDS][4096], input[ROOM];
static size_t sizes[SEEDS];

static uint64_t random_number(void) {
    state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t value = state;
    value = (value ^ (value >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94d049bb133111eb);
    return value ^ (value >> 31);
}

static size_t below(size_t count) { return count ? (size_t)(random_number() % count) : 0; }

static size_t change(size_t size) {
    static const uint32_t odd[] = {0, 1, 2, 3, 7, 8, 127, 128, 255, 256, 511, 512, 0x7fffffff, 0x80000000, 0xffffffff};
    size_t place = below(size + 1), length = below(16);
    if (length > size - place) length = size - place;
    switch (below(8)) {
    case 0: if (size > place) input[place] ^= (uint8_t)(1u << below(8)); break;
    case 1: if (size > place) input[place] = (uint8_t)random_number(); break;
    case 2: memmove(input + place, input + place + length, size - place - length); return size - length;
    case 3: return place;
    case 4:
        if (size + length > ROOM) return size;
        memmove(input + place + length, input + place, size - place);
        return size + length;
    case 5: if (size - place >= 4) memcpy(input + place, &odd[below(sizeof odd / sizeof *odd)], 4); break;
    case 6: if (size >= 4) memcpy(input + below(size / 4) * 4, &odd[below(sizeof odd / sizeof *odd)], 4); break;
    default:
        for (size_t i = 0; i < length; i++) input[place + i] = input[below(size)];
    }
    return size;
}

static int write_file(const char *path, const uint8_t *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        perror(path);
        return 1;
    }
    return 0;
}

int main(int argc, char **argv) {
    unsigned count = 0;
    char path[4096];
    while (count < SEEDS && (sizes[count] = seed(count, seeds[count], sizeof seeds[count]))) count++;
    if (argc == 3 && !strcmp(argv[1], "--seeds")) {
        for (unsigned i = 0; i < count; i++) {
            snprintf(path, sizeof path, "%s/seed-%u", argv[2], i);
            if (write_file(path, seeds[i], sizes[i])) return 1;
        }
        return 0;
    }
    double seconds = argc > 1 ? atof(argv[1]) : 2;
    state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    fprintf(stderr, "seed %llu\n", (unsigned long long)state);
    unsigned long cases = 0;
    for (time_t end = time(NULL) + (time_t)seconds; time(NULL) < end;)
        for (int i = 0; i < 100; i++, cases++) {
            unsigned base = (unsigned)below(count);
            size_t size = sizes[base];
            memcpy(input, seeds[base], size);
            for (size_t changes = below(6); changes; changes--) size = change(size);
            LLVMFuzzerTestOneInput(input, size);
        }
    fprintf(stderr, "%lu cases\n", cases);
    return 0;
}
