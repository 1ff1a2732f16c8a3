// id: E01
// does: attaches to a process of the judge's user as a debugger and reads its memory
// expect: SV
// names: ptrace
// layers.lockdown: seccomp separate-uid capabilities landlock-files landlock-network landlock-scopes
// Everywhere else the user namespace, which cannot be left out, denies it besides.
// control: bare
// control.lockdown: layers
#include <elf.h>
#include <sys/ptrace.h>
#include <sys/uio.h>

ATTACK int attack(void) {
    long registers[64] = {0};
    struct iovec part = {registers, sizeof registers};
    int status;
    if (ptrace(PTRACE_ATTACH, CANARY_PID, NULL, NULL) != 0) {
        note("attach: %s", strerror(errno));
        return 0;
    }
    waitpid(CANARY_PID, &status, __WALL);
    int seen = ptrace(PTRACE_GETREGSET, CANARY_PID, NT_PRSTATUS, &part) == 0;
    ptrace(PTRACE_DETACH, CANARY_PID, NULL, NULL);
    return seen;
}
