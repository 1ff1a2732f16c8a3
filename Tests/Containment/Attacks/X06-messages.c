// id: X06
// does: leaves a message for the next run to read
// expect: WA
// twice: yes
// cases: 1
// layers: seccomp ipc-namespace
#include <sys/msg.h>

ATTACK int attack(void) {
    struct {
        long kind;
        char text[5];
    } message = {1, "mine"};
    int number = msgget(0x5ea3, 0);
    if (number >= 0) {
        int found = msgrcv(number, &message, 5, 1, IPC_NOWAIT) == 5;
        msgctl(number, IPC_RMID, NULL);
        return found;
    }
    number = msgget(0x5ea3, IPC_CREAT | 0600);
    if (number < 0 || msgsnd(number, &message, 5, IPC_NOWAIT) != 0) note("%s", strerror(errno));
    return 0;
}
