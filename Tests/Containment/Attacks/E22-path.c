// id: E22
// does: connects to a socket of the host by its path, and to services that many hosts have
// expect: WA
// layers: seccomp own-root
// Landlock does not see a socket's path when one connects to it, up to ABI 7 at least.
static int reaches(const char *path) {
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    int connected = fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
    if (!connected) note("%s %s: %s", fd < 0 ? "socket for" : "connect to", path, strerror(errno));
    if (fd >= 0) close(fd);
    return connected;
}

ATTACK int attack(void) {
    const char *others[] = {"/run/docker.sock", "/run/dbus/system_bus_socket", "/run/systemd/private"};
    // Those are left alone where the canary is reached.
    if (reaches(CANARY_FOLDER "/listener")) return 1;
    for (int i = 0; i < 3; i++)
        if (reaches(others[i])) return 1;
    return 0;
}
