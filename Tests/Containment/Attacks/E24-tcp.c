// id: E24
// does: connects to a TCP listener of the host
// expect: WA
// layers: seccomp network-namespace landlock-network
#include <arpa/inet.h>
#include <netinet/in.h>

ATTACK int attack(void) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(CANARY_PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        note("connect: %s", strerror(errno));
        return 0;
    }
    return 1;
}
