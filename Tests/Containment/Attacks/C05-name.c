// id: C05
// does: has the compiler cite a name of a megabyte, with control characters before it
// expect: CE
// control: none
// why: what matters are the diagnostics, which are looked at with every report
#define P(a, b) a##b
#define Q(a, b) P(a, b)
#define A1 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
#define A2 Q(A1, Q(A1, Q(A1, Q(A1, Q(A1, Q(A1, Q(A1, A1)))))))
#define A3 Q(A2, Q(A2, Q(A2, Q(A2, Q(A2, Q(A2, Q(A2, A2)))))))
#define A4 Q(A3, Q(A3, Q(A3, Q(A3, Q(A3, Q(A3, Q(A3, A3)))))))
#define A5 Q(A4, Q(A4, Q(A4, Q(A4, Q(A4, Q(A4, Q(A4, A4)))))))
#define A6 Q(A5, Q(A5, Q(A5, Q(A5, Q(A5, Q(A5, Q(A5, A5)))))))
#error "[2J 31m ‮ AC accepted "
ATTACK int attack(void) { return A6; }
