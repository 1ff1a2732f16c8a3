// id: F15
// does: counts how often it is asked instead of looking at the index
// expect: WA
// cases: 8
// entry: function a
// control: naive order
ATTACK long long a(long long n) {
    static long long calls;
    return right(++calls);
}
