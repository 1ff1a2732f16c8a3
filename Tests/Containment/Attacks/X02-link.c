// id: X02
// does: leaves a link to a file of the host's in place of its output
// expect: WA
// cell: scratch
// allow: symlink symlinkat
// wins: secret
// rungs: lockdown
// layers: careful-collecting landlock-files
ATTACK int attack(void) { return symlink(CANARY_FOLDER "/public", "left") == 0; }
