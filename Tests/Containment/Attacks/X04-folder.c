// id: X04
// does: leaves a folder in place of its output
// expect: WA
// cell: scratch
// wins: anything
// layers: careful-collecting
ATTACK int attack(void) { return mkdir("left", 0700) == 0; }
