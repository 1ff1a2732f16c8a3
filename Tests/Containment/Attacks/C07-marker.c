// id: C07
// does: says by linemarkers and the assembler's directives that its lines are those of a file of the host's
// expect: CE
// names: error
// wins: secret
// layers: own-root landlock-files
// cached: no
ATTACK int attack(void) {
    __asm__(".file 1 \"" CANARY_FOLDER "/answers.inc\"\n.loc 1 1\n.linefile 1 \"" CANARY_FOLDER "/answers.inc\"");
#line 1 CANARY_ANSWERS
    return unknown;
}
