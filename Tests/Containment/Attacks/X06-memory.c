// id: X06
// does: leaves shared memory with a word in it for the next run to find
// expect: WA
// twice: yes
// cases: 1
// layers: seccomp ipc-namespace
#include <sys/shm.h>

ATTACK int attack(void) {
    int number = shmget(0x5ea1, 4096, 0);
    if (number >= 0) {
        char *memory = shmat(number, NULL, 0);
        int found = memory != (char *)-1 && !strcmp(memory, "mine");
        shmctl(number, IPC_RMID, NULL);
        return found;
    }
    number = shmget(0x5ea1, 4096, IPC_CREAT | 0600);
    if (number < 0) {
        note("%s", strerror(errno));
        return 0;
    }
    char *memory = shmat(number, NULL, 0);
    if (memory != (char *)-1) strcpy(memory, "mine");
    return 0;
}
