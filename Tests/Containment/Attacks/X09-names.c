// id: X09
// does: leaves files whose names are no text, for the next run to find and for the judge to take away
// expect: WA
// cell: scratch
// twice: yes
// layers: fresh-scratch
ATTACK int attack(void) {
    const char *names[] = {"a\nb", "\x1b[2J", "\xff\xfe\xc3(", " ", "-rf", "*", "\xe2\x80\xae", ".lift-0-0", "..."};
    int found = 0;
    for (int i = 0; i < 9; i++) {
        found += access(names[i], F_OK) == 0;
        mkdir(names[i], 0700);
        char inner[80];
        snprintf(inner, sizeof inner, "%s/%s", names[i], names[i]);
        mkdir(inner, 0700);
        strcat(inner, "/x");
        close(open(inner, O_WRONLY | O_CREAT, 0));
    }
    return found == 9;
}
