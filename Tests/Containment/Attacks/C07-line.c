// id: C07
// does: says that its lines are those of a secret file, so that the compiler cites them from there
// expect: CE
// wins: secret
// layers: own-root landlock-files separate-uid
// cached: no
ATTACK int attack(void) {
#line 1 CANARY_SECRET
    return unknown;
}
