// id: C02
// does: has the assembler include a file of answers, and cite it
// expect: CE
// wins: secret
// layers: own-root landlock-files
// cached: no
__asm__(".include \"" CANARY_FOLDER "/answers.inc\"");
ATTACK int attack(void) { return 1; }
