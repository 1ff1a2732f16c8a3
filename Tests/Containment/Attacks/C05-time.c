// id: C05
// does: has a type so deep that the compiler works on it for minutes
// expect: CE
// paths: cold
// control: none
// why: where nothing stops it, it goes on for minutes; T01 shows what a limit of CPU time is for
#define EIGHT(x) x x x x x x x x
#define STARS EIGHT(EIGHT(EIGHT(EIGHT(*))))
ATTACK int attack(void) {
    int EIGHT(STARS) EIGHT(STARS) EIGHT(STARS) EIGHT(STARS) pointer;
    return sizeof pointer == sizeof(int *);
}
