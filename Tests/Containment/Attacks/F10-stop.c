// id: F10
// does: stops the harness, and so itself, when it is asked
// expect: ILE
// limits: wall=0.7
// entry: function a
// control: naive patient stuck
ATTACK long long a(long long n) {
    raise(SIGSTOP);
    return right(n);
}
