// id: E04
// does: makes namespaces of its own with unshare, a user namespace with all capabilities first
// expect: WA
// layers: seccomp
#include <linux/capability.h>

ATTACK int attack(void) {
    const int flags[] = {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                         CLONE_NEWPID,  CLONE_NEWNET, 0x80 /* CLONE_NEWTIME */};
    int made = 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (unshare(flags[i]) == 0) made++;
        else note("unshare %x: %s", flags[i], strerror(errno));
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct held[2];
    if (syscall(SYS_capget, &header, held) != 0) note("capget: %s", strerror(errno));
    else if (held[0].effective) return 1;
    return made > 0;
}
