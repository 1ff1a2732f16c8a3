// id: X02
// does: has its output, looked for with a slash at its end, be a link to a folder in which a link is
// expect: WA
// cell: scratch
// allow: symlink symlinkat
// collects: folder//inner/public
// wins: secret
// rungs: lockdown
// layers: careful-collecting landlock-files
ATTACK int attack(void) {
    return mkdir("folder", 0700) == 0 && symlink(CANARY_FOLDER "/", "folder/inner") == 0;
}
