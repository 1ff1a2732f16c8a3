// id: F11
// does: computes in floating point and returns it
// expect: WA
// entry: function a
// control: naive order
ATTACK double a(long long n) { return (double)right(n); }
