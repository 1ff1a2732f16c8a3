// id: C01
// does: embeds a file of the host's, as C23 has it
// expect: CE
// control: none
// why: few compilers know #embed yet; C02-answers.c does the same by the assembler
static const unsigned char bytes[] = {
#embed CANARY_ANSWERS
};
ATTACK int attack(void) { return has_token(bytes, sizeof bytes); }
