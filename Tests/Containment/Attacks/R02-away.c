// id: R02
// does: hops from process to process while the first one ends, and is to be there still when the next run begins
// expect: SV
// limits: processes=8 wall=3
// twice: yes
// cases: 1
// layers: final-kill run-pid-namespace
// It ends by itself after a third of a second.
ATTACK int attack(void) {
    int *place = meeting_place();
    if (place == MAP_FAILED) return 0;
    for (int attempt = 0; attempt < 20; attempt++) {
        if (somebody_waits(place)) return 1;
        usleep(1000);
    }
    if (fork() != 0) return 0;
    close(0), close(1), close(2);
    for (int hop = 0; hop < 8; hop++) {
        setsid();
        wait_there(place, 40);
        if (fork() != 0) _exit(0);
    }
    _exit(0);
}
