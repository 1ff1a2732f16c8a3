// id: E22
// does: connects to an abstract socket of the host
// expect: WA
// layers: seccomp network-namespace landlock-scopes
ATTACK int attack(void) {
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    memcpy(address.sun_path + 1, CANARY_ABSTRACT, sizeof CANARY_ABSTRACT - 1);
    socklen_t size = offsetof(struct sockaddr_un, sun_path) + sizeof CANARY_ABSTRACT;
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, size) == 0) return 1;
    note("%s: %s", fd < 0 ? "socket" : "connect", strerror(errno));
    return 0;
}
