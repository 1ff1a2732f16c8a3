// id: C03
// does: includes a FIFO that nobody writes, and the terminal
// expect: CE
// control: none
// why: let through, it waits for the compiler's wall limit of half a minute; C03-zero.c shows that it is what lies there
#include CANARY_FIFO
#include "/dev/tty"
ATTACK int attack(void) { return 1; }
