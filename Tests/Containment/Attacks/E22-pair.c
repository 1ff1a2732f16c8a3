// id: E22
// does: makes a pair of sockets, which can hold descriptors and memory for nobody's account
// expect: WA
// layers: seccomp
ATTACK int attack(void) {
    int ends[2];
    char byte = 'x';
    if (socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) != 0) {
        note("socketpair: %s", strerror(errno));
        return 0;
    }
    return send(ends[0], &byte, 1, 0) == 1 && recv(ends[1], &byte, 1, MSG_DONTWAIT) == 1;
}
