// id: T01
// does: has the kernel work for it for longer than its CPU time
// expect: TLE
// cases: 1
// after: cpu
// layers: cpu-watch cpu-limit wall-watch
ATTACK int attack(void) {
    while (cpu_spent() < 2.3) {
        char *memory = mmap(NULL, 16 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        if (memory == MAP_FAILED) return 0;
        munmap(memory, 16 << 20);
    }
    return 1;
}
