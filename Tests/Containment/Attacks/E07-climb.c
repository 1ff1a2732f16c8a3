// id: E07
// does: climbs above its root by dots, by the working folder, by links in the process table
// expect: WA
// layers: own-root landlock-files
ATTACK int attack(void) {
    const char *starts[] = {"/", ".", "/usr/lib", "/proc/self/root", "/proc/self/cwd", "/proc/1/root", "/tmp"};
    for (int i = 0; i < 7; i++) {
        char path[600];
        snprintf(path, sizeof path, "%s/../../../../../../../..%s/public", starts[i], CANARY_FOLDER);
        if (file_has_token(path)) return 1;
        int folder = open(starts[i], O_PATH | O_DIRECTORY);
        if (folder < 0 || fchdir(folder) != 0) note("%s: %s", starts[i], strerror(errno));
        for (int up = 0; up < 64; up++) chdir("..");
        if (file_has_token(&CANARY_FOLDER "/public"[1])) return 1;
    }
    return 0;
}
