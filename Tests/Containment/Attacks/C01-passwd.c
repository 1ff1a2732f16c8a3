// id: C01
// does: includes the host's list of users, so that the compiler cites it
// expect: CE
// wins: root:x:0:0
// layers: own-root landlock-files
// cached: no
#include "/etc/passwd"
ATTACK int attack(void) { return 1; }
