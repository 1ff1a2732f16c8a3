// id: C09
// does: connects to a listener of the host by bare system calls, without the C library
// expect: WA
// layers: seccomp network-namespace landlock-network
#include <arpa/inet.h>
#include <netinet/in.h>

static long bare(long number, long a, long b, long c) {
    long outcome;
    __asm__ volatile("syscall" : "=a"(outcome) : "a"(number), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
    return outcome;
}

static int reach(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(CANARY_PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    long fd = bare(SYS_socket, AF_INET, SOCK_STREAM, 0);
    return fd >= 0 && bare(SYS_connect, fd, (long)&address, sizeof address) == 0;
}
ATTACK int attack(void) { return reach(); }
