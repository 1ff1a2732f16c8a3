// id: R14
// does: writes sixteen mebibytes of blank lines before its answer
// expect: OLE
// limits: output=4096
// control: limits output=20000
// after: memory
ATTACK int attack(void) {
    static char blank[65536];
    memset(blank, '\n', sizeof blank);
    for (int i = 0; i < 256; i++)
        if (write(1, blank, sizeof blank) < 0) return 0;
    return 1;
}
