// id: C01
// does: includes a secret, so that the compiler cites it
// expect: CE
// wins: secret
// layers: own-root landlock-files separate-uid
// cached: no
int before =
#include CANARY_SECRET
;
ATTACK int attack(void) { return before; }
