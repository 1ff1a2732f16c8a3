// id: E24
// does: connects to a cloud's metadata service and to the world, and asks for a name's address
// expect: WA
// control: none
// why: its control would reach out of the machine; that of E24-tcp.c shows the same calls on the loopback
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

static int reaches(const char *where, int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, where, &address.sin_addr);
    int begun = connect(fd, (struct sockaddr *)&address, sizeof address) == 0 || errno == EINPROGRESS;
    if (!begun) note("%s: %s", where, strerror(errno));
    if (fd >= 0) close(fd);
    return begun;
}

ATTACK int attack(void) {
    struct addrinfo *found = NULL;
    int outcome = getaddrinfo("example.com", "80", NULL, &found);
    note("getaddrinfo: %s", gai_strerror(outcome));
    return reaches("169.254.169.254", 80) || reaches("192.0.2.1", 443) || outcome == 0;
}
