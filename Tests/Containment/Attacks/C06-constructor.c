// id: C06
// does: connects to a listener of the host before main, in constructors of every kind
// expect: WA
// layers: seccomp network-namespace landlock-network
#include <arpa/inet.h>
#include <netinet/in.h>

static int reached;
static int reach(void) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(CANARY_PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
}
__attribute__((constructor(101))) static void first(void) { reached |= reach(); }
static void second(void) { reached |= reach(); }
__attribute__((section(".init_array.00001"), used)) static void (*entry)(void) = second;
ATTACK int attack(void) { return reached; }
