// id: E02
// does: reads the memory of a process of the judge's user with process_vm_readv
// expect: SV
// names: process_vm_readv
// layers.lockdown: seccomp separate-uid capabilities landlock-files landlock-network landlock-scopes
// Everywhere else the user namespace, which cannot be left out, denies it besides.
// control: bare
// control.lockdown: layers
#include <sys/uio.h>

// The canary process's first page is that of an ELF file.
ATTACK int attack(void) {
    static char page[4096];
    unsigned long from = 0, to = 0;
    char path[64], line[512];
    snprintf(path, sizeof path, "/proc/%d/maps", CANARY_PID);
    FILE *maps = fopen(path, "r");
    if (maps && fgets(line, sizeof line, maps)) sscanf(line, "%lx-%lx", &from, &to);
    if (maps) fclose(maps);
    if (!from) from = 0x555555554000;
    struct iovec own = {page, sizeof page}, theirs = {(void *)from, sizeof page};
    ssize_t size = process_vm_readv(CANARY_PID, &own, 1, &theirs, 1, 0);
    if (size < 0) note("process_vm_readv: %s", strerror(errno));
    return size == sizeof page && !memcmp(page + 1, "ELF", 3);
}
