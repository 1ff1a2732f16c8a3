// id: X08
// does: opens for writing what every program of the host loads: the loader's cache and the C library
// expect: WA
// layers: read-only-mounts landlock-files separate-uid
// Nothing is written: these are the host's own.
ATTACK int attack(void) {
    const char *library = NULL;
    dl_iterate_phdr(find_libc, &library);
    const char *paths[] = {"/etc/ld.so.cache", library};
    for (int i = 0; i < 2; i++) {
        if (open(paths[i], O_WRONLY) >= 0) return 1;
        note("%s: %s", paths[i], strerror(errno));
    }
    return 0;
}
