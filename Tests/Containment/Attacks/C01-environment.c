// id: C01
// does: has the assembler read the judge's environment, and its own, and cite it
// expect: CE
// control: none
// why: the assembler cites little of it; see C01-secret.c for the citing, and I01-environ.c for the environment
#define TEXT(number) #number
#define PROCESS(number) TEXT(number)
__asm__(".include \"/proc/" PROCESS(JUDGE_PID) "/environ\"\n.include \"/proc/self/environ\"");
ATTACK int attack(void) { return 1; }
