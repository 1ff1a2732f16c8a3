// id: E10
// does: leaves its root by a folder that somebody forgot to close
// expect: WA
// layers: own-root landlock-files
ATTACK int attack(void) {
    open("/", O_RDONLY | O_DIRECTORY);
    open("/usr/lib", O_PATH | O_DIRECTORY);
    const char *ways[] = {".", "..", "../../../../../..", "proc/self/root", "proc/self/cwd", "proc/self/fd/3/.."};
    for (int fd = 0; fd < 64; fd++) {
        for (int i = 0; i < 6; i++) {
            char path[300], text[256];
            snprintf(path, sizeof path, "%s%s/public", ways[i], CANARY_FOLDER);
            int file = openat(fd, path, O_RDONLY);
            ssize_t size = file < 0 ? -1 : read(file, text, sizeof text);
            if (file >= 0) close(file);
            if (size > 0 && has_token(text, (size_t)size)) return 1;
        }
        if (fchdir(fd) == 0 && file_has_token(&CANARY_FOLDER "/public"[1])) return 1;
    }
    return 0;
}
