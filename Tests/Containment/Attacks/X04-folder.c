// id: X04
// does: leaves a folder in place of its output
// expect: WA
// cell: scratch
// wins: anything
// control: none
// why: a folder that is collected cannot be read by the host, whose error that would be; X04-large shows the rest
ATTACK int attack(void) { return mkdir("left", 0700) == 0; }
