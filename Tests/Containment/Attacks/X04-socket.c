// id: X04
// does: leaves a socket in place of its output
// expect: WA
// cell: scratch
// allow: socket bind
// wins: anything
// control: none
// why: the kernel itself opens no socket by its name, so nothing has to hold this off
ATTACK int attack(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "left"};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) == 0) return 1;
    note("%s", strerror(errno));
    return 0;
}
