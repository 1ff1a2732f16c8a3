// id: X04
// does: leaves a device in place of its output
// In a user namespace nothing that could be left out gives the right to make one.
// expect: WA
// cell: scratch
// allow: mknod mknodat
// wins: anything
// layers.lockdown: careful-collecting landlock-files capabilities separate-uid
// control: none
// control.lockdown: layers
// why: without the right to make a device there is none to leave
ATTACK int attack(void) {
    if (mknod("left", S_IFCHR | 0600, 0x103 /* /dev/null */) == 0) return 1;
    note("%s", strerror(errno));
    return 0;
}
