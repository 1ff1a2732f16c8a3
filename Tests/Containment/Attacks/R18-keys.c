// id: R18
// does: keeps fifty keys in the kernel, of which a user may have only so many
// expect: RE
// cases: 1
// layers: seccomp
// They are in the process's own keyring, so they go with it.
ATTACK int attack(void) {
    for (int i = 0; i < 50; i++) {
        char name[20];
        snprintf(name, sizeof name, "suite-%d", i);
        if (syscall(SYS_add_key, "user", name, "value", 5, -2 /* KEY_SPEC_PROCESS_KEYRING */) < 0) {
            note("key %d: %s", i + 1, strerror(errno));
            exit(1);
        }
    }
    return 1;
}
