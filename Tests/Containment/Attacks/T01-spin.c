// id: T01
// does: computes for longer than its CPU time
// expect: TLE
// cases: 1
// after: cpu
// layers: cpu-watch cpu-limit wall-watch
// The kernel's own limit is in whole seconds and two above the judge's.
ATTACK int attack(void) {
    spin(2.3);
    return 1;
}
