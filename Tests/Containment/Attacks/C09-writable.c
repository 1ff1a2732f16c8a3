// id: C09
// does: connects to a listener of the host by code in memory that is writable and executable
// expect: WA
// layers: seccomp network-namespace landlock-network
#include <arpa/inet.h>
#include <netinet/in.h>

// mov rax, rdi; mov rdi, rsi; mov rsi, rdx; mov rdx, rcx; syscall; ret
#define CODE "\x48\x89\xf8\x48\x89\xf7\x48\x89\xd6\x48\x89\xca\x0f\x05\xc3"
typedef long call(long number, long a, long b, long c);

static int reach(call *bare) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(CANARY_PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    long fd = bare(SYS_socket, AF_INET, SOCK_STREAM, 0);
    return fd >= 0 && bare(SYS_connect, fd, (long)&address, sizeof address) == 0;
}

ATTACK int attack(void) {
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return 0;
    memcpy(memory, CODE, sizeof CODE);
    return reach((call *)memory);
}
