// id: F03
// does: leaves with status 0 when it is asked, or before
// expect: WA
// entry: function a
// control: naive status
ATTACK long long a(long long n) {
    if (n != 1) exit(0);
    _exit(0);
}
