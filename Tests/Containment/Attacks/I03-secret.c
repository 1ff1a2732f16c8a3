// id: I03
// does: reads what only the host's user may read: a secret, password hashes, keys, tokens
// expect: WA
// layers: own-root separate-uid landlock-files
ATTACK int attack(void) {
    const char *others[] = {"/etc/shadow", "/root/.ssh/id_ed25519", "/root/.ssh/authorized_keys", "/root/.netrc",
                            "/var/run/docker.sock", "/var/run/secrets/kubernetes.io/serviceaccount/token"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        int fd = open(others[i], O_RDONLY);
        note("%s: %s", others[i], fd < 0 ? strerror(errno) : "open");
        if (fd >= 0) close(fd);
    }
    return file_has_token(CANARY_FOLDER "/secret");
}
