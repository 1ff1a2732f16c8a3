// id: R06
// does: keeps more than the memory limit in shared anonymous pages, which belong to no process
// expect: MLE
// layers: cgroup-memory address-space-limit
ATTACK int attack(void) {
    for (int piece = 0; piece < 20; piece++) {
        char *memory = mmap(NULL, 8 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) abort();
        memset(memory, 1, 8 << 20);
    }
    return 1;
}
