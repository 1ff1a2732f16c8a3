// id: I09
// does: looks for what an earlier run left in fresh memory: heap, mappings, stack
// expect: WA
// twice: yes
// control: none
// why: to wipe pages is the kernel's work on every host; nothing of the jail could be left out for it
enum { SIZE = 8 << 20, STACK = 1 << 20 };

static int used(volatile unsigned char *bytes, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++) count += bytes[i] != 0;
    memset((void *)bytes, 0xa5, size);
    return count > 0;
}

static __attribute__((noinline)) int stack_is_used(void) {
    volatile unsigned char bytes[STACK];
    size_t count = 0;
    // What lies near the top is this program's own.
    for (size_t i = 0; i < STACK / 2; i++) count += bytes[i] == 0xa5;
    memset((void *)bytes, 0xa5, STACK);
    return count > 64;
}

ATTACK int attack(void) {
    unsigned char *mapped = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    unsigned char *shared = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    unsigned char *heap = sbrk(SIZE);
    if (mapped == MAP_FAILED || shared == MAP_FAILED || heap == (void *)-1) return 0;
    int found = used(mapped, SIZE) + used(shared, SIZE) + used(heap, SIZE) + stack_is_used();
    if (found) note("%d places hold something", found);
    return found > 0;
}
