// id: F04
// does: ends with a code that stands elsewhere for a kill for its time
// expect: RE
// names: exited with code 152
// control: naive status TLE
int main(void) { return 128 + SIGXCPU; }
