// id: E12
// does: makes a map for programs in the kernel
// expect: WA
// layers.lockdown: seccomp separate-uid capabilities
// Everywhere else the user namespace, which cannot be left out, denies it besides; so do most hosts by a setting.
// control: bare
// control.lockdown: layers
#include <linux/bpf.h>

ATTACK int attack(void) {
    union bpf_attr attributes;
    memset(&attributes, 0, sizeof attributes);
    attributes.map_type = BPF_MAP_TYPE_ARRAY;
    attributes.key_size = attributes.value_size = 4;
    attributes.max_entries = 1;
    int map = (int)syscall(SYS_bpf, BPF_MAP_CREATE, &attributes, sizeof attributes);
    if (map < 0) note("bpf: %s", strerror(errno));
    return map >= 0;
}
