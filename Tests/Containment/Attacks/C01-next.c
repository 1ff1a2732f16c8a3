// id: C01
// does: includes a header of the host's as the next of its name
// expect: CE
// layers: own-root landlock-files
// cached: no
#include_next CANARY_HEADER

ATTACK int attack(void) { return has_token(leaked, strlen(leaked)); }
