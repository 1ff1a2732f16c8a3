// id: C02
// does: puts a secret into its program by the assembler
// expect: CE
// layers: own-root landlock-files separate-uid
// cached: no
__asm__(".data\nbytes: .incbin \"" CANARY_FOLDER "/secret\"\nbytes_end: .text\n");
extern const char bytes[], bytes_end[];
ATTACK int attack(void) { return has_token(bytes, (size_t)(bytes_end - bytes)); }
