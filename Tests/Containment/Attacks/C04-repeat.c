// id: C04
// does: has the assembler repeat a text so often that it fills the memory
// expect: CE
// There the peak is looked at afterwards.
// wins.lockdown: reached its memory limit
// layers: cgroup-memory address-space-limit
// cached: no
#define X4(x) x x x x
#define LONG X4(X4(X4(X4(X4("filling ")))))
__asm__(".rept 100000\n.if 0\n" LONG "\n.endif\n.endr");
ATTACK int attack(void) { return 1; }
