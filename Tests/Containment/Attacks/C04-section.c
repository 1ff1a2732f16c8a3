// id: C04
// does: has the assembler fill a file of 24 MiB that the linker does not take over
// expect: CE
// layers: file-size-limit
// cached: no
__asm__(".section .gnu.lto_.filling,\"e\",@progbits\n.fill 25165824, 1, 1\n.text");
ATTACK int attack(void) { return 1; }
