// id: C06
// does: runs in place of the C library's start
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
// Nothing of the library is ready yet.
int __libc_start_main(void) {
    char byte;
    long n = 0;
    while (bare(SYS_read, 0, (long)&byte, 1) == 1 && byte >= '0' && byte <= '9') n = n * 10 + byte - '0';
    long value = reach() ? right(n) : 0;
    char digits[] = "0000\n";
    int first = 3;
    for (int place = 3; value > 0; place--, value /= 10) digits[first = place] = (char)('0' + value % 10);
    bare(SYS_write, 1, (long)(digits + first), 5 - first);
    bare(SYS_exit_group, 0, 0, 0);
    return 0;
}

int main(void) { return 0; }
