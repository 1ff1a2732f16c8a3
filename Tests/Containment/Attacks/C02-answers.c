// id: C02
// does: puts a file of answers into its program by the assembler, from within a function
// expect: CE
// layers: own-root landlock-files
// cached: no
extern const char bytes[];
ATTACK int attack(void) {
    __asm__(".pushsection .rodata\nbytes: .incbin \"" CANARY_FOLDER "/answers.inc\"\n.byte 0\n.popsection");
    return has_token(bytes, strlen(bytes));
}
