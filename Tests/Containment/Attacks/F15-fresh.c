// id: F15
// does: counts in its process, which is a new one for each index
// expect: WA
// cases: 4
// control: naive visible
int main(void) {
    static long long calls;
    printf("%lld\n", right(++calls));
    return 0;
}
