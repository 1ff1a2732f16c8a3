// id: F02
// does: writes answers of its own to the harness's pipe, many for each question
// expect: WA RE
// entry: function a
// control: naive any
ATTACK long long a(long long n) {
    for (int fd = 1; fd < 64; fd++)
        for (int value = 0; value < 64; value++)
            if (dprintf(fd, "%d\n", value) < 0) break;
    return -n;
}
