// id: E08
// does: asks for the file handle of a folder of the host, which holds its inode's number
// expect: WA
// layers: seccomp
ATTACK int attack(void) {
    struct {
        struct file_handle head;
        unsigned char bytes[128];
    } handle = {.head.handle_bytes = 128};
    int mount;
    if (name_to_handle_at(AT_FDCWD, "/usr/lib", &handle.head, &mount, 0) == 0) return handle.head.handle_bytes > 0;
    note("name_to_handle_at: %s", strerror(errno));
    return 0;
}
