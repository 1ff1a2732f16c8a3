// id: C05
// does: has a type so deep that the compiler works on it for longer than a compilation may take
// expect: CE
// names: CPU time limit
// layers: cpu-limit cpu-watch
// cached: no
// paths: cold
// rungs: full
#define EIGHT(x) x x x x x x x x
#define STARS EIGHT(EIGHT(EIGHT(EIGHT(*))))
ATTACK int attack(void) {
    int EIGHT(STARS) EIGHT(STARS) STARS STARS pointer;
    return sizeof pointer == sizeof(int *);
}
