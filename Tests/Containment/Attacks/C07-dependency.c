// id: C07
// does: asks by a pragma whether a file of the host's is newer than its own
// expect: CE
// layers: own-root landlock-files
// cached: no
#define SAY(words) _Pragma(#words)
#define SAY_EXPANDED(words) SAY(words)
SAY_EXPANDED(GCC dependency CANARY_HEADER)
ATTACK int attack(void) { return 1; }
