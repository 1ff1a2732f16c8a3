// id: X01
// does: leaves a file in its scratch folder for the next run to find
// expect: WA
// cell: scratch
// twice: yes
// layers: fresh-scratch
ATTACK int attack(void) {
    char text[8] = "";
    int fd = open("left-behind", O_RDWR | O_CREAT, 0600);
    if (fd < 0) return 0;
    if (read(fd, text, 4) == 4 && !strcmp(text, "mine")) return 1;
    write(fd, "mine", 4);
    return 0;
}
