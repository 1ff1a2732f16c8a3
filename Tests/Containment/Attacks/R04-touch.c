// id: R04
// does: has and touches two and a half times as much memory as it may
// expect: MLE
// layers: cgroup-memory address-space-limit
ATTACK int attack(void) {
    for (int piece = 0; piece < 160; piece++) {
        char *memory = malloc(1 << 20);
        if (!memory) {
            note("at %d MiB: %s", piece, strerror(errno));
            abort();
        }
        memset(memory, piece, 1 << 20);
    }
    return 1;
}
