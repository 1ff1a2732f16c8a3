// id: C03
// does: includes the compiler's own standard input, by other names
// expect: CE
// control: bare
#include "/dev/stdin"
#include "/proc/self/fd/0"
ATTACK int attack(void) { return 1; }
