// id: X06
// does: leaves a POSIX message queue for the next run to find
// expect: WA
// twice: yes
// cases: 1
// layers: seccomp ipc-namespace message-queue-limit
#include <mqueue.h>

ATTACK int attack(void) {
    struct mq_attr size = {.mq_maxmsg = 2, .mq_msgsize = 16};
    if (mq_unlink("/suite-left") == 0) return 1;
    if (mq_open("/suite-left", O_CREAT | O_RDWR, 0600, &size) < 0) note("%s", strerror(errno));
    return 0;
}
