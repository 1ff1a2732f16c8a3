// id: E21
// does: puts a filter and a Landlock domain of its own over the jail's
// expect: WA
// layers: seccomp
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>

ATTACK int attack(void) {
    // It lies to the program's own calls: getpgid fails.
    struct sock_filter lines[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getpgid, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EDOM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {4, lines};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) note("no_new_privs: %s", strerror(errno));
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) note("seccomp: %s", strerror(errno));
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) note("prctl: %s", strerror(errno));
    struct landlock_ruleset_attr attributes = {.handled_access_fs = LANDLOCK_ACCESS_FS_READ_FILE};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    long entered = syscall(SYS_landlock_restrict_self, ruleset, 0);
    if (ruleset < 0 || entered != 0) note("Landlock: %s", strerror(errno));
    return (getpgid(0) == -1 && errno == EDOM) || entered == 0;
}
