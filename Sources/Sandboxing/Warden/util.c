#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "warden.h"

struct jail_ready fault;

int fail(const char *verb, const char *object, const char *qualifier) {
    fault.error = errno ? errno : EIO;
    snprintf(fault.step, sizeof fault.step, "%s%s%s%s%s", verb, object ? " " : "", object ? object : "",
             qualifier ? " " : "", qualifier ? qualifier : "");
    return -1;
}

uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int write_file(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    ssize_t size = (ssize_t)strlen(text);
    ssize_t written = write(fd, text, (size_t)size);
    int error = errno;
    close(fd);
    errno = error;
    return written == size ? 0 : -1;
}

int write_number(int fd, uint64_t value) {
    char text[24];
    int size = snprintf(text, sizeof text, "%llu", (unsigned long long)value);
    return pwrite(fd, text, (size_t)size, 0) == size ? 0 : -1;
}

uint64_t read_number(int fd) { return read_field(fd, NULL); }

// The number after `name` in a file of "name number" lines, or the first number. 0 where there is none.
uint64_t read_field(int fd, const char *name) {
    char text[4096];
    if (fd < 0) return 0;
    ssize_t size = pread(fd, text, sizeof text - 1, 0);
    if (size <= 0) {
        result->unread = size < 0 ? errno : EIO;
        return 0;
    }
    text[size] = 0;
    if (!name) return strtoull(text, NULL, 10);
    size_t length = strlen(name);
    for (char *line = text; line; line = strchr(line, '\n')) {
        if (*line == '\n') line++;
        if (!strncmp(line, name, length) && line[length] == ' ') return strtoull(line + length, NULL, 10);
    }
    return 0;
}

// The string at the cursor, which moves behind it; NULL when none ends before `end`.
char *next_string(char **cursor, const char *end) {
    char *text = *cursor;
    char *stop = text < end ? memchr(text, 0, (size_t)(end - text)) : NULL;
    if (!stop) return NULL;
    *cursor = stop + 1;
    return text;
}

int send_message(int fd, const void *bytes, size_t size, int attachment) {
    return send_descriptors(fd, bytes, size, &attachment, attachment >= 0);
}

int send_descriptors(int fd, const void *bytes, size_t size, const int *descriptors, int count) {
    union {
        struct cmsghdr align;
        char space[CMSG_SPACE(sizeof(int) * JAIL_MESSAGE_CAP_FDS)];
    } control;
    struct iovec part = {(void *)bytes, size};
    struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
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
    do sent = sendmsg(fd, &header, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)size ? 0 : -1;
}

// Gives the datagram's size, 0 at the end, -1 with errno; up to *count descriptors go to fds.
ssize_t receive_message(int fd, void *bytes, size_t size, int *fds, int *count) {
    union {
        struct cmsghdr align;
        char space[CMSG_SPACE(sizeof(int) * JAIL_MESSAGE_CAP_FDS)];
    } control;
    struct iovec part = {bytes, size};
    struct msghdr header = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
    ssize_t received;
    do received = recvmsg(fd, &header, MSG_CMSG_CLOEXEC);
    while (received < 0 && errno == EINTR);
    int wanted = count ? *count : 0, got = 0;
    if (count) *count = 0;
    if (received < 0) return received;
    for (struct cmsghdr *item = CMSG_FIRSTHDR(&header); item; item = CMSG_NXTHDR(&header, item)) {
        if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS) continue;
        size_t number = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < number; i++) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(item) + i * sizeof(int), sizeof(int));
            if (got < wanted) fds[got++] = descriptor;
            else close(descriptor);
        }
    }
    if (count) *count = got;
    if (header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) {
        errno = EMSGSIZE;
        return -1;
    }
    return received;
}
