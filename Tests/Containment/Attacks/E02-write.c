// id: E02
// does: writes into the memory of a process of the judge's user with process_vm_writev
// expect: SV
// names: process_vm_writev
// layers.lockdown: seccomp separate-uid capabilities landlock-files landlock-network landlock-scopes
// Everywhere else the user namespace, which cannot be left out, denies it besides.
// control: bare
// control.lockdown: layers
#include <sys/uio.h>

ATTACK int attack(void) {
    unsigned long from = 0x7ffffffde000, to = 0;
    char path[64], line[512];
    snprintf(path, sizeof path, "/proc/%d/maps", CANARY_PID);
    FILE *maps = fopen(path, "r");
    while (maps && fgets(line, sizeof line, maps))
        if (strstr(line, "[stack]")) sscanf(line, "%lx-%lx", &from, &to);
    if (maps) fclose(maps);
    // The end of its stack holds the name of its program: a byte of zero stays one.
    char nothing = 0;
    struct iovec own = {&nothing, 1}, theirs = {(void *)(to - 1), 1};
    ssize_t size = process_vm_writev(CANARY_PID, &own, 1, &theirs, 1, 0);
    if (size < 0) note("process_vm_writev: %s", strerror(errno));
    return size == 1;
}
