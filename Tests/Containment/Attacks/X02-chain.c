// id: X02
// does: leaves a link to a link to a file of the host's in place of its output
// expect: WA
// cell: scratch
// allow: symlink symlinkat
// wins: secret
// rungs: lockdown
// layers: careful-collecting landlock-files
ATTACK int attack(void) {
    return symlink(CANARY_FOLDER "/./open/../public", "further") == 0 && symlink("./further", "left") == 0;
}
