// id: C04
// does: has an array of 40 MiB with a value in it
// expect: CE
// control: bare
char bytes[40 << 20] = {1};
ATTACK int attack(void) { return bytes[rand() & 1] == 1 || bytes[2] == 0; }
