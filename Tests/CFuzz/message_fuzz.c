// Datagrams with descriptors, as warden and stem receive them: none is lost, none is left open, none is written beyond the
// array. The receivers' files are included for what is static in them.
#define PyInit_seqjudge_stem PyInit_in_a_test
#include "../../Sources/Sandboxing/Stem/stem.c"

#include <dirent.h>

#include "fuzz.h"
#include "jail_protocol.h"

// The warden's own; its header and the stem's names do not go together.
ssize_t receive_message(int fd, void *bytes, size_t size, int *fds, int *count);

void *PyExc_ImportError;
void PyOS_BeforeFork(void) {}
void PyOS_AfterFork_Parent(void) {}
void PyOS_AfterFork_Child(void) {}
void PyErr_SetString(void *type, const char *text) { (void)type, (void)text; }

enum { CANARY = 0x5ca1ab1e, SENDER = 100, MOST = 200 };

static char was_open[MOST];

static int open_descriptors(void) {
    int count = 0;
    DIR *list = opendir("/proc/self/fd");
    PROMISE(list != NULL);
    while (readdir(list)) count++;
    closedir(list);
    return count;
}

static void send_some(int socket, const uint8_t *bytes, size_t size, int count) {
    union {
        struct cmsghdr align;
        char space[CMSG_SPACE(sizeof(int) * 16)];
    } control = {0};
    struct iovec part = {(void *)bytes, size};
    struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
    if (count > 0) {
        header.msg_control = control.space;
        header.msg_controllen = CMSG_SPACE(sizeof(int) * (size_t)count);
        struct cmsghdr *item = CMSG_FIRSTHDR(&header);
        item->cmsg_level = SOL_SOCKET;
        item->cmsg_type = SCM_RIGHTS;
        item->cmsg_len = CMSG_LEN(sizeof(int) * (size_t)count);
        for (int i = 0; i < count; i++) memcpy(CMSG_DATA(item) + (size_t)i * sizeof(int), &socket, sizeof(int));
    }
    PROMISE(sendmsg(socket, &header, 0) == (ssize_t)size);
}

// What was received is ours to close.
static void take(const int *descriptors, int count) {
    for (int i = 0; i < count; i++) PROMISE(close(descriptors[i]) == 0);
}

// The stem's end is descriptor 3, the sender's far above what the fuzzer itself has.
static void prepare(void) {
    int pair[2];
    PROMISE(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == 0);
    PROMISE(dup2(pair[0], SENDER) == SENDER && close(pair[0]) == 0);
    if (pair[1] != STEM_SOCKET_FD) {
        PROMISE(dup2(pair[1], STEM_SOCKET_FD) == STEM_SOCKET_FD && close(pair[1]) == 0);
    }
    for (int i = 0; i < MOST; i++) was_open[i] = fcntl(i, F_GETFD) >= 0;
}

static void close_new(void) {
    for (int i = 0; i < MOST; i++)
        if (!was_open[i]) close(i);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static int before;
    if (!before) {
        prepare();
        before = open_descriptors();
    }
    if (size < 3) return 0;
    int sent = bytes[0] % 17, wanted = bytes[1] % (JAIL_MESSAGE_CAP_FDS + 1);
    char room[64];
    size_t most = bytes[2] % sizeof room;
    int descriptors[JAIL_MESSAGE_CAP_FDS + 1];
    for (int i = 0; i <= JAIL_MESSAGE_CAP_FDS; i++) descriptors[i] = CANARY;

    int count = wanted;
    send_some(SENDER, bytes + 3, size - 3, sent);
    ssize_t got = receive_message(STEM_SOCKET_FD, room, most, descriptors, bytes[1] & 0x80 ? NULL : &count);
    PROMISE(got <= (ssize_t)most);
    PROMISE(count <= wanted && descriptors[wanted] == CANARY);
    take(descriptors, bytes[1] & 0x80 ? 0 : count);
    PROMISE(open_descriptors() == before);

    // The stem ends where this is -1, so it need not close what came with such a message: nothing but the array counts.
    size_t number = 0;
    for (int i = 0; i <= JAIL_MESSAGE_CAP_FDS; i++) descriptors[i] = CANARY;
    send_some(SENDER, bytes + 3, size - 3, sent);
    got = receive(room, most, descriptors, &number);
    PROMISE(descriptors[DESCRIPTORS] == CANARY && got <= (ssize_t)most);
    if (got > 0) PROMISE(number <= 3);
    close_new();
    return 0;
}

size_t seed(unsigned number, uint8_t *bytes, size_t room) {
    if (number >= 20 || room < 64) return 0;
    memset(bytes, (int)number, 64);
    bytes[0] = (uint8_t)number;
    bytes[1] = (uint8_t)(number % 5);
    bytes[2] = (uint8_t)(number * 7);
    return 3 + number;
}
