// id: E01
// does: lets itself be traced by its parent
// expect: SV
// names: ptrace
// layers: seccomp
#include <sys/ptrace.h>

ATTACK int attack(void) { return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0; }
