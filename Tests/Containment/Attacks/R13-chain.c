// id: R13
// does: leaves a chain of folders too deep for any path, which nobody may enter, for the next run to find
// expect: WA
// cell: scratch
// limits: wall=3 cpu=2
// twice: yes
// layers: fresh-scratch
ATTACK int attack(void) {
    struct stat status;
    if (stat("chain", &status) == 0) return 1;
    if (mkdir("chain", 0700) != 0 || chdir("chain") != 0) return 0;
    int depth = 0;
    while (depth < 2200 && mkdir("d", 0700) == 0 && chdir("d") == 0) {
        if (depth++ % 100 == 0) close(open("file", O_WRONLY | O_CREAT, 0));
    }
    note("%d deep", depth);
    while (depth-- > 0) {
        if (chdir("..") != 0) break;
        if (depth % 3 == 0) chmod("d", 0);
    }
    chdir("..");
    chmod("chain", 0);
    return 0;
}
