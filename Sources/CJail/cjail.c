#define _GNU_SOURCE
#include "cjail.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
// The thread sanitizer's own `clone` takes every child for one with a memory of its own, and fails.
int __clone(int (*run)(void *), void *stack, int flags, void *argument, ...);
#define clone __clone
#endif
#endif

int cjail_image(const void *bytes, size_t size) {
    // Past the limit of file sizes, which holds in memory too, the kernel sends a signal that ends the embedding program.
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur < size) {
        errno = EFBIG;
        return -1;
    }
    int fd = (int)syscall(SYS_memfd_create, "seqjudge-program", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0) return -1;
    for (size_t done = 0; done < size;) {
        ssize_t written = write(fd, (const char *)bytes + done, size - done);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            int error = errno;
            close(fd);
            errno = error;
            return -1;
        }
        done += (size_t)written;
    }
    fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
    return fd;
}

struct start {
    int image, socket, error;
    sigset_t mask;
};

// Between clone and exec: only async-signal-safe calls; the memory is the parent's.
static int child(void *context) {
    struct start *start = context;
    struct sigaction standard;
    memset(&standard, 0, sizeof standard);
    standard.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
    int null = open("/dev/null", O_RDWR);
    int image = fcntl(start->image, F_DUPFD, JAIL_SOCKET_FD + 1);
    int socket = fcntl(start->socket, F_DUPFD, JAIL_SOCKET_FD + 1);
    if (image < 0 || socket < 0 || dup2(socket, JAIL_SOCKET_FD) < 0) goto failed;
    for (int fd = 0; fd < 3; fd++)
        if (null >= 0) dup2(null, fd);
    fcntl(image, F_SETFD, FD_CLOEXEC);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    char *arguments[] = {(char *)"seqjudge-warden", NULL};
    char *environment[] = {NULL};
    syscall(SYS_execveat, image, "", arguments, environment, AT_EMPTY_PATH);
failed:
    start->error = errno;
    _exit(127);
}

pid_t cjail_spawn(int image, int *socket_out, int *pidfd_out) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) return -1;
    struct start start = {.image = image, .socket = pair[1]};
    enum { STACK = 65536 };
    char *stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    pid_t pid = -1;
    int error = errno;
    if (stack != MAP_FAILED) {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, &start.mask);
        // No exit signal: the embedding program's SIGCHLD handling never sees the warden.
        pid = clone(child, stack + STACK, CLONE_VM | CLONE_VFORK | CLONE_PIDFD, &start, pidfd_out);
        error = errno;
        pthread_sigmask(SIG_SETMASK, &start.mask, NULL);
        munmap(stack, STACK);
    }
    close(pair[1]);
    if (pid > 0 && start.error) {
        error = start.error;
        cjail_wait(*pidfd_out);
        close(*pidfd_out);
        pid = -1;
    }
    if (pid < 0) close(pair[0]);
    else *socket_out = pair[0];
    errno = error;
    return pid;
}

int cjail_kill(int pidfd) { return (int)syscall(SYS_pidfd_send_signal, pidfd, SIGKILL, NULL, 0); }

int cjail_wait(int pidfd) {
    siginfo_t info;
    int outcome;
    do outcome = waitid(P_PIDFD, (id_t)pidfd, &info, WEXITED | __WALL);
    while (outcome != 0 && errno == EINTR);
    return outcome;
}

int cjail_send(int socket, const void *bytes, size_t size, const int *descriptors, int count) {
    union {
        struct cmsghdr align;
        char space[CMSG_SPACE(sizeof(int) * JAIL_MESSAGE_CAP_FDS)];
    } control;
    struct iovec part = {(void *)bytes, size};
    struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
    if (count > JAIL_MESSAGE_CAP_FDS) {
        errno = EINVAL;
        return -1;
    }
    if (count > 0) {
        memset(&control, 0, sizeof control);
        header.msg_control = control.space;
        header.msg_controllen = CMSG_SPACE(sizeof(int) * (size_t)count);
        struct cmsghdr *item = CMSG_FIRSTHDR(&header);
        item->cmsg_level = SOL_SOCKET;
        item->cmsg_type = SCM_RIGHTS;
        item->cmsg_len = CMSG_LEN(sizeof(int) * (size_t)count);
        memcpy(CMSG_DATA(item), descriptors, sizeof(int) * (size_t)count);
    }
    ssize_t sent;
    do sent = sendmsg(socket, &header, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)size ? 0 : -1;
}

ssize_t cjail_receive(int socket, void *bytes, size_t size, int *descriptor) {
    union {
        struct cmsghdr align;
        char space[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec part = {bytes, size};
    struct msghdr header = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
    ssize_t received;
    *descriptor = -1;
    do received = recvmsg(socket, &header, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    while (received < 0 && errno == EINTR);
    if (received < 0) return received;
    struct cmsghdr *item = CMSG_FIRSTHDR(&header);
    if (!item || item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS) return received;
    // Alignment makes room for a second one, and the kernel uses it.
    for (size_t i = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int); i-- > 0;) {
        int other;
        memcpy(&other, CMSG_DATA(item) + i * sizeof(int), sizeof(int));
        if (i == 0) *descriptor = other;
        else close(other);
    }
    return received;
}

int cjail_pipe(int descriptors[2], int ours) {
    if (pipe2(descriptors, O_CLOEXEC) != 0) return -1;
    fcntl(descriptors[ours], F_SETFL, O_NONBLOCK);
    return 0;
}

int cjail_landlock_abi(void) {
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi < 0 ? 0 : (int)abi;
}

ssize_t cjail_write(int descriptor, const void *bytes, size_t size) {
    sigset_t pipe_signal, before, pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigpending(&pending);
    int was_pending = sigismember(&pending, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    ssize_t written = write(descriptor, bytes, size);
    int error = errno;
    // Take back the signal that this write raised, before anybody can see it.
    if (written < 0 && error == EPIPE && !was_pending) sigtimedwait(&pipe_signal, NULL, &(struct timespec){0, 0});
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return written;
}

int cjail_bound(unsigned char *mask, size_t size) {
    memset(mask, 0, size);
    return syscall(SYS_sched_getaffinity, 0, size, mask) < 0 ? -1 : 0;
}

int cjail_bind(const unsigned char *mask, size_t size) { return (int)syscall(SYS_sched_setaffinity, 0, size, mask); }
