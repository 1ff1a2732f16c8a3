// id: X04
// does: leaves a pipe with a name in place of its output, for the judge to wait at
// expect: WA
// cell: scratch
// allow: mknod mknodat
// wins: stuck
// layers: careful-collecting
ATTACK int attack(void) { return mknod("left", S_IFIFO | 0600, 0) == 0; }
