// id: X02
// does: makes the folder that its output is looked for in a link to one of the host's
// expect: WA
// cell: scratch
// allow: symlink symlinkat
// collects: folder/public
// wins: secret
// rungs: lockdown
// layers: careful-collecting landlock-files
ATTACK int attack(void) { return symlink(CANARY_FOLDER "/", "folder") == 0; }
