// id: C05
// does: has the compiler say megabytes, and no error
// expect: CE
// control: bare
#define M _Pragma("message \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"")
#define EIGHT(x) x x x x x x x x
ATTACK int attack(void) {
    EIGHT(EIGHT(EIGHT(EIGHT(M))))
    return 1;
}
