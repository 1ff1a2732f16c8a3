// id: I03
// does: attaches to a shared memory segment of the host
// expect: WA
// layers: seccomp ipc-namespace
// layers.lockdown: seccomp
#include <sys/shm.h>

ATTACK int attack(void) {
    int segment = shmget(CANARY_KEY, 0, 0);
    void *memory = segment < 0 ? (void *)-1 : shmat(segment, NULL, SHM_RDONLY);
    if (memory == (void *)-1) {
        note("shmget, shmat: %s", strerror(errno));
        return 0;
    }
    return has_token(memory, 4096);
}
