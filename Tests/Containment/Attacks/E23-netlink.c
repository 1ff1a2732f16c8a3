// id: E23
// does: asks the kernel by netlink which network interfaces the host has
// expect: WA
// layers: seccomp network-namespace
// In lockdown the host's interfaces are in sight of whoever has a socket.
#include <ifaddrs.h>
#include <net/if.h>

ATTACK int attack(void) {
    struct ifaddrs *list = NULL;
    if (getifaddrs(&list) != 0) note("getifaddrs: %s", strerror(errno));
    // One that is not up is of no network.
    for (struct ifaddrs *each = list; each; each = each->ifa_next)
        if (each->ifa_flags & IFF_UP) return 1;
    return 0;
}
