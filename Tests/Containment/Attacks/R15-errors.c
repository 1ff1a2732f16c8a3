// id: R15
// does: writes sixteen mebibytes on standard error
// expect: OLE
// limits: output=4096
// control: limits output=20000
// after: memory plain
ATTACK int attack(void) {
    static char noise[65536];
    memset(noise, 27, sizeof noise);
    for (int i = 0; i < 256; i++)
        if (write(2, noise, sizeof noise) < 0) return 0;
    return 1;
}
