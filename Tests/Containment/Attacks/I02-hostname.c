// id: I02
// does: asks for the host's name
// expect: WA
// Lockdown has no namespace for it; there the name is not a secret.
// rungs: full userns
// layers: uts-namespace
#include <sys/utsname.h>

ATTACK int attack(void) {
    struct utsname names;
    if (uname(&names) != 0) return 0;
    note("the host is called %s", strcmp(names.nodename, "jail") ? "something" : "jail");
    return strcmp(names.nodename, "jail") != 0;
}
