// id: E12
// does: takes page faults into its own hands, with which the kernel can be stopped half way
// expect: WA
// layers: seccomp
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>

ATTACK int attack(void) {
    struct uffdio_api api = {.api = UFFD_API};
    int faults = (int)syscall(SYS_userfaultfd, O_CLOEXEC | 1 /* UFFD_USER_MODE_ONLY */);
    if (faults < 0) note("userfaultfd: %s", strerror(errno));
    return faults >= 0 && ioctl(faults, UFFDIO_API, &api) == 0;
}
