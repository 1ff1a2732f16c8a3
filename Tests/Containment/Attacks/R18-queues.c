// id: R18
// does: makes a message queue, of whose bytes a user may have only so many in all his processes
// expect: RE
// layers: seccomp message-queue-limit
// Landlock lets a queue be made and not opened; to be able to take it away again says that it was there.
#include <mqueue.h>

ATTACK int attack(void) {
    struct mq_attr size = {.mq_maxmsg = 10, .mq_msgsize = 1024};
    mqd_t queue = mq_open("/suite-queue", O_CREAT | O_EXCL | O_RDWR, 0600, &size);
    if (queue < 0) note("mq_open: %s", strerror(errno));
    if (mq_unlink("/suite-queue") != 0) exit(1);
    return 1;
}
