// id: E11
// does: adds a key to the keyring of its session, hands that to its parent, asks the host's helper for another
// expect: WA
// layers: seccomp
ATTACK int attack(void) {
    enum { SESSION = -3, USER = -4, JOIN = 1, SESSION_TO_PARENT = 18, READ = 11 };
    char text[16] = "";
    long joined = syscall(SYS_keyctl, JOIN, 0, 0, 0, 0);
    if (joined < 0) note("keyctl: %s", strerror(errno));
    long key = syscall(SYS_add_key, "user", "left", "behind", 6, SESSION);
    if (key < 0) note("add_key: %s", strerror(errno));
    if (syscall(SYS_request_key, "user", "nothing-of-the-kind", NULL, 0) < 0) note("request_key: %s", strerror(errno));
    long size = syscall(SYS_keyctl, READ, key, text, sizeof text, 0);
    if (syscall(SYS_keyctl, SESSION_TO_PARENT, 0, 0, 0, 0) < 0) note("to the parent: %s", strerror(errno));
    return size == 6 && !memcmp(text, "behind", 6);
}
