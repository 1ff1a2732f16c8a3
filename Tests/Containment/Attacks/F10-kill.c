// id: F10
// does: kills the harness, and so itself, when it is asked
// expect: RE
// names: killed by SIG
// entry: function a
// control: naive status MLE
ATTACK long long a(long long n) {
    raise(n % 2 ? SIGKILL : SIGTERM);
    return right(n);
}
