// id: C03
// does: includes a device that has no end
// expect: CE
// wins: memory limit
// wins.lockdown: out of memory
// layers: own-root landlock-files
// cached: no
#include "/dev/zero"
ATTACK int attack(void) { return 1; }
