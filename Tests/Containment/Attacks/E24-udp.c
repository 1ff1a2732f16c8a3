// id: E24
// does: sends to a UDP listener of the host
// expect: WA
// layers: seccomp network-namespace
// Landlock knows TCP only.
#include <arpa/inet.h>
#include <netinet/in.h>

ATTACK int attack(void) {
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(CANARY_PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        note("%s: %s", fd < 0 ? "socket" : "connect", strerror(errno));
        return 0;
    }
    // Where nobody listens, the second tells of the first.
    if (send(fd, "x", 1, 0) == 1 && send(fd, "x", 1, 0) == 1) return 1;
    note("send: %s", strerror(errno));
    return 0;
}
