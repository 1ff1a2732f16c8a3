// id: C06
// does: spoils the loader's name in its program, so that the kernel does not execute it
// expect: RE
// names: does not take it for a program
// control: naive status IE
__asm__(".section .interp,\"a\"\n.ascii \"x\"\n.text");
ATTACK int attack(void) { return 0; }
