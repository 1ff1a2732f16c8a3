// id: I07
// does: as a function, looks for the next questions on the judge's own descriptors
// expect: WA
// entry: function a
// cases: 3
// control: none
// why: the suite's naive judge calls a function itself and asks nothing over a descriptor
#include <sys/ioctl.h>

long long a(long long n) {
    usleep(20000);  // time enough for whoever tells them ahead
    for (int fd = 0; fd < 32; fd++) {
        int waiting = 0;
        if (ioctl(fd, FIONREAD, &waiting) == 0 && waiting > 0) return right(n);
    }
    return -1;
}
