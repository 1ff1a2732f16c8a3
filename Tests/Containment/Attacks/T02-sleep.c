// id: T02
// does: sleeps past the wall limit
// expect: ILE
// limits: wall=0.5
// layers: wall-watch
ATTACK int attack(void) { return usleep(800000) == 0; }
