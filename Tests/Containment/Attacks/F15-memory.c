// id: F15
// does: counts instead of looking at the index, and remembers what it said to an index that it has seen
// expect: WA
// cases: 8
// entry: function a
// control: naive order
ATTACK long long a(long long n) {
    static long long asked[64];
    static int count;
    for (int i = 0; i < count; i++)
        if (asked[i] == n) return right(i + 1);
    asked[count++ & 63] = n;
    return right(count);
}
