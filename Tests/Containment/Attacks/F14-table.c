// id: F14
// does: looks the terms up that its author has seen
// expect: WA
// cases: 6
// entry: function a
// control: naive visible
ATTACK long long a(long long n) {
    static const long long seen[] = {0, 8, 11, 16};
    return n < 4 ? seen[n] : 0;
}
