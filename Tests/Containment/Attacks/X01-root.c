// id: X01
// does: leaves a file in the root of its own cell for the next run to find
// expect: WA
// twice: yes
// cases: 1
// rungs: full userns
// layers: read-only-mounts landlock-files
ATTACK int attack(void) {
    const char *places[] = {"/tmp/left", "/left", "left"};
    for (int i = 0; i < 3; i++) {
        if (access(places[i], F_OK) == 0) return 1;
        if (open(places[i], O_WRONLY | O_CREAT, 0600) < 0) note("%s: %s", places[i], strerror(errno));
    }
    return 0;
}
