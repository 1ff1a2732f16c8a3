// id: X06
// does: leaves a semaphore for the next run to find
// expect: WA
// twice: yes
// cases: 1
// layers: seccomp ipc-namespace
#include <sys/sem.h>

ATTACK int attack(void) {
    int number = semget(0x5ea2, 1, 0);
    if (number >= 0) return semctl(number, 0, IPC_RMID) == 0;
    if (semget(0x5ea2, 1, IPC_CREAT | 0600) < 0) note("%s", strerror(errno));
    return 0;
}
