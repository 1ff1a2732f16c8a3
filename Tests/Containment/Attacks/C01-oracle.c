// id: C01
// does: asks the preprocessor which files the host has
// expect: WA
// Where the host's files are there and may not be read, the compiler ends at the first.
// expect.lockdown: CE
// layers: own-root landlock-files
// cached: no
#if __has_include(CANARY_HEADER) || __has_include("/etc/passwd") || __has_include("/etc/hostname")
enum { FOUND = 1 };
#else
enum { FOUND = 0 };
#endif
ATTACK int attack(void) { return FOUND; }
