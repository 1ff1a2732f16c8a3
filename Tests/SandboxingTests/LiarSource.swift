/// A warden that does not keep to the protocol. What it does is told by `LIE=what` in the cell's environment; each lie
/// ends with its exit, so that the host has no reason to wait.
let liarSource = """
    #define _GNU_SOURCE
    #include <fcntl.h>
    #include <stdint.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/socket.h>
    #include <unistd.h>
    #include "jail_protocol.h"

    static char message[JAIL_MESSAGE_MAX];
    static uint64_t state;

    static uint64_t number(void) {
        state ^= state >> 12; state ^= state << 25; state ^= state >> 27;
        return state * 0x2545F4914F6CDD1Du;
    }

    static void send_with(const void *bytes, size_t size, int descriptors) {
        union { struct cmsghdr align; char space[CMSG_SPACE(sizeof(int) * 8)]; } control = {0};
        struct iovec part = {(void *)bytes, size};
        struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
        if (descriptors) {
            header.msg_control = control.space;
            header.msg_controllen = CMSG_SPACE(sizeof(int) * descriptors);
            struct cmsghdr *item = CMSG_FIRSTHDR(&header);
            item->cmsg_level = SOL_SOCKET;
            item->cmsg_type = SCM_RIGHTS;
            item->cmsg_len = CMSG_LEN(sizeof(int) * descriptors);
            for (int i = 0; i < descriptors; i++) {
                int file = i % 2 ? open("/dev/null", O_RDONLY) : open("/proc/self/exe", O_RDONLY);
                memcpy(CMSG_DATA(item) + i * sizeof(int), &file, sizeof(int));
            }
        }
        sendmsg(JAIL_SOCKET_FD, &header, MSG_NOSIGNAL);
        if (descriptors) close_range(4, ~0u, 0);
    }

    static void ready(void) {
        struct jail_ready ready = {.kind = JAIL_READY, .landlock_abi = 6};
        send_with(&ready, sizeof ready, 0);
    }

    static struct jail_ended ended(void) { return (struct jail_ended){.kind = JAIL_ENDED, .wait_code = 1, .clean = 1}; }

    /* A message of a known kind with some bytes changed, of its size or another one. */
    static void lie(void) {
        static const size_t sizes[] = {sizeof(struct jail_ended), sizeof(struct jail_lapped), sizeof(struct jail_waits),
                                       sizeof(struct jail_plain)};
        char bytes[1024] = {0};
        struct jail_ended end = ended();
        memcpy(bytes, &end, sizeof end);
        uint32_t kind = number() % 10;
        if (number() % 4) kind = (uint32_t[]){JAIL_ENDED, JAIL_LAPPED, JAIL_WAITS}[number() % 3];
        size_t size = number() % 4 ? sizes[kind == JAIL_LAPPED ? 1 : kind == JAIL_WAITS ? 2 : 0] : number() % sizeof bytes;
        for (uint64_t changes = number() % 12; changes; changes--) bytes[number() % sizeof bytes] = (char)number();
        if (number() % 3 == 0) memset(bytes + number() % 200, number() % 2 ? 0xff : 0x7f, 8);
        memcpy(bytes, &kind, sizeof kind);
        send_with(bytes, size, number() % 5 ? 0 : 1 + number() % 6);
    }

    static size_t receive(void) {
        char space[512];
        struct iovec part = {message, sizeof message};
        struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
        ssize_t size = recvmsg(JAIL_SOCKET_FD, &header, 0);
        return size < 0 ? 0 : (size_t)size;
    }

    int main(void) {
        char what[64] = "";
        size_t size = receive();
        char *found = memmem(message, size, "LIE=", 4);
        if (found) snprintf(what, sizeof what, "%s", found + 4);
        if (!strcmp(what, "silent end")) return 0;
        if (!strcmp(what, "short ready")) { send_with(&(struct jail_plain){JAIL_READY, 0}, 8, 0); return 0; }
        if (!strcmp(what, "empty")) { send_with("", 0, 0); return 0; }
        if (!strncmp(what, "ready", 5)) {
            struct jail_ready bad;
            memset(&bad, what[5] == '1' ? 0xff : 'A', sizeof bad);
            send_with(&bad, sizeof bad, 3);
            return 0;
        }
        ready();
        receive();
        struct jail_ended end = ended();
        if (!strcmp(what, "gone")) return 0;
        if (!strcmp(what, "unclean")) end.clean = 0;
        if (!strcmp(what, "fault")) { end.error = 12345; memset(end.step, 'A', sizeof end.step); }
        if (!strcmp(what, "most")) { memset(&end, 0xff, sizeof end); end.kind = JAIL_ENDED; end.error = 0; end.clean = 1; end.collected = 0; }
        if (!strcmp(what, "claims a file")) end.collected = 1;
        if (!strcmp(what, "long")) { memcpy(message, &end, sizeof end); send_with(message, sizeof end + 1, 0); return 0; }
        if (!strncmp(what, "random ", 7)) {
            state = strtoull(what + 7, NULL, 10) * 2 + 1;
            for (uint64_t count = 1 + number() % 12; count; count--) lie();
            if (number() % 2) return 0;
        }
        send_with(&end, sizeof end, 0);
        receive();
        return 0;
    }

    """
