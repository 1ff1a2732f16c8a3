// id: C01
// does: includes a header of the host's
// expect: CE
// layers: own-root landlock-files
// cached: no
#include CANARY_HEADER

ATTACK int attack(void) { return has_token(leaked, strlen(leaked)); }
