// id: C04
// does: has arrays of four GiB with a value in each, by the compiler and by the assembler
// expect: CE
// control: none
// why: where nothing stops it, it fills a disk; C04-array.c is the same, smaller
int numbers[1 << 30] = {1};
__asm__(".data\n.fill 0x70000000, 8, 1\n.org 0x7fffffff0\n.text");
ATTACK int attack(void) { return numbers[rand() & 1]; }
