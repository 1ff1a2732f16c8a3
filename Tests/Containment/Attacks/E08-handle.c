// id: E08
// does: reads the secret by its file handle, past every folder above it
// expect: WA
// layers.lockdown: seccomp separate-uid capabilities landlock-files
// Everywhere else the user namespace, which cannot be left out, denies it besides.
// control: bare
// control.lockdown: layers
ATTACK int attack(void) {
    struct {
        struct file_handle head;
        unsigned char bytes[128];
    } handle = {.head.handle_bytes = 128};
    char text[256];
    int mount, start = open(CANARY_FOLDER, O_RDONLY | O_DIRECTORY);
    if (name_to_handle_at(AT_FDCWD, CANARY_FOLDER "/secret", &handle.head, &mount, 0) != 0)
        note("name_to_handle_at: %s", strerror(errno));
    int fd = open_by_handle_at(start < 0 ? AT_FDCWD : start, &handle.head, O_RDONLY);
    if (fd < 0) note("open_by_handle_at: %s", strerror(errno));
    ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof text);
    return size > 0 && has_token(text, (size_t)size);
}
