// id: X02
// does: leaves as its output a file that has a second name
// expect: WA
// cell: scratch
// allow: link linkat
// wins: anything
// layers: careful-collecting
// Where links may be made at all the other name could lie where the judge never meant to read.
ATTACK int attack(void) {
    int fd = open("other", O_WRONLY | O_CREAT, 0600);
    return fd >= 0 && write(fd, "kept", 4) == 4 && link("other", "left") == 0;
}
