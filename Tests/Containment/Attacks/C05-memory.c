// id: C05
// does: has macros expand to so many words that the memory is full
// expect: CE
// layers: cgroup-memory
// There the peak is looked at afterwards.
// control.lockdown: bare
// cached: no
#define EIGHT(x) x x x x x x x x
#define MANY(x) EIGHT(EIGHT(EIGHT(EIGHT(EIGHT(EIGHT(EIGHT(x)))))))
#define FIRST(a, ...) a
#define EXPANDED(a, ...) FIRST(a, __VA_ARGS__)
ATTACK int attack(void) { return EXPANDED(1, MANY(1), MANY(1)); }
