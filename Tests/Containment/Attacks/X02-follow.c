// id: X02
// does: leaves a link in place of its output, to a file that it may read anyway
// expect: WA
// cell: scratch
// allow: symlink symlinkat
// wins: anything
// layers: careful-collecting
// In a root of its own there is nothing else that a link could lead to.
ATTACK int attack(void) { return symlink("/etc/ld.so.cache", "left") == 0; }
