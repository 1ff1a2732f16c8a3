// id: E23
// does: makes sockets of every family and kind: netlink, packet, vsock, crypto, raw, plain
// expect: WA
// layers: seccomp
ATTACK int attack(void) {
    const int kinds[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET};
    int made = 0;
    for (int family = 1; family < 46; family++)
        for (int i = 0; i < 4; i++) {
            int fd = socket(family, kinds[i], 0);
            if (fd >= 0) made++, close(fd);
            else if (errno != EPERM && errno != ENOSYS) note("family %d: %s", family, strerror(errno));
        }
    return made > 0;
}
