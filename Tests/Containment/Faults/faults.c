// Makes one call of the warden, or of the stem, fail: linked into the tests' builds of both with --wrap, so that every
// call of the functions below comes here first.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jail_protocol.h"

static struct {
    uint32_t call, error;
    uint32_t *count;  // shared by all processes that come of this one
} plan;

extern void *__real_mmap(void *, size_t, int, int, int, off_t);
extern long __real_syscall(long, ...);

void plan_fault(uint32_t call, uint32_t error) {
    if (!call) return;
    void *page = __real_mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) abort();
    plan.count = page;
    plan.call = call;
    plan.error = error;
}

static int is_due(void) {
    if (!plan.count || __atomic_add_fetch(plan.count, 1, __ATOMIC_SEQ_CST) != plan.call) return 0;
    if (plan.error == JAIL_DEATH) __real_syscall(SYS_exit_group, 137);
    errno = (int)plan.error;
    return 1;
}

long __wrap_syscall(long number, long a, long b, long c, long d, long e, long f) {
    return is_due() ? -1 : __real_syscall(number, a, b, c, d, e, f);
}

// clone(2) of libc's takes its words on the stack of the caller; the child runs on a stack of its own.
extern int __real_clone(int (*)(void *), void *, int, void *, ...);
int __wrap_clone(int (*function)(void *), void *stack, int flags, void *argument, int *parent) {
    return is_due() ? -1 : __real_clone(function, stack, flags, argument, parent);
}

extern int __real_prctl(int, ...);
int __wrap_prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d) {
    return is_due() ? -1 : __real_prctl(option, a, b, c, d);
}

extern int __real_open(const char *, int, ...);
int __wrap_open(const char *path, int flags, mode_t mode) { return is_due() ? -1 : __real_open(path, flags, mode); }

extern int __real_openat(int, const char *, int, ...);
int __wrap_openat(int folder, const char *path, int flags, mode_t mode) {
    return is_due() ? -1 : __real_openat(folder, path, flags, mode);
}

extern int __real_fcntl(int, int, ...);
int __wrap_fcntl(int fd, int command, long argument) { return is_due() ? -1 : __real_fcntl(fd, command, argument); }

void *__wrap_mmap(void *address, size_t size, int protection, int flags, int fd, off_t offset) {
    return is_due() ? MAP_FAILED : __real_mmap(address, size, protection, flags, fd, offset);
}

// A function of up to five words that gives -1 where it fails.
#define WRAP(type, name, list, words)         \
    extern type __real_##name list;           \
    type __wrap_##name list {                 \
        return is_due() ? -1 : __real_##name words; \
    }

WRAP(int, mount, (const char *a, const char *b, const char *c, unsigned long d, const void *e), (a, b, c, d, e))
WRAP(int, umount2, (const char *a, int b), (a, b))
WRAP(int, mkdir, (const char *a, mode_t b), (a, b))
WRAP(int, mkdirat, (int a, const char *b, mode_t c), (a, b, c))
WRAP(int, symlink, (const char *a, const char *b), (a, b))
WRAP(int, chown, (const char *a, uid_t b, gid_t c), (a, b, c))
WRAP(int, chdir, (const char *a), (a))
WRAP(int, unshare, (int a), (a))
WRAP(int, setns, (int a, int b), (a, b))
WRAP(int, setgroups, (size_t a, const gid_t *b), (a, b))
WRAP(int, setresuid, (uid_t a, uid_t b, uid_t c), (a, b, c))
WRAP(int, setresgid, (gid_t a, gid_t b, gid_t c), (a, b, c))
WRAP(int, sethostname, (const char *a, size_t b), (a, b))
WRAP(int, setdomainname, (const char *a, size_t b), (a, b))
WRAP(int, setrlimit, (__rlimit_resource_t a, const struct rlimit *b), (a, b))
WRAP(pid_t, setsid, (void), ())
WRAP(int, socketpair, (int a, int b, int c, int d[2]), (a, b, c, d))
WRAP(int, pipe2, (int a[2], int b), (a, b))
WRAP(int, dup2, (int a, int b), (a, b))
WRAP(ssize_t, read, (int a, void *b, size_t c), (a, b, c))
WRAP(ssize_t, pread, (int a, void *b, size_t c, off_t d), (a, b, c, d))
WRAP(ssize_t, write, (int a, const void *b, size_t c), (a, b, c))
WRAP(ssize_t, pwrite, (int a, const void *b, size_t c, off_t d), (a, b, c, d))
WRAP(int, sigprocmask, (int a, const void *b, void *c), (a, b, c))
WRAP(int, signalfd, (int a, const void *b, int c), (a, b, c))
