// id: R05
// does: reserves a tebibyte and touches one page of it
// Address space costs nothing: where memory is counted by a cgroup an honest program may do so.
// expect: AC
// expect.lockdown: RE
// control: none
// control.lockdown: layers
// why: it is allowed here
// layers.lockdown: address-space-limit
ATTACK int attack(void) {
    char *place = mmap(NULL, 1ull << 40, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (place == MAP_FAILED) {
        note("mmap: %s", strerror(errno));
        exit(1);
    }
    place[1ull << 39] = 1;
    return 1;
}
