// id: F14
// does: looks the terms up that its author has seen, and gives the last of them for all others
// expect: WA
// cases: 6
// control: naive visible
int main(void) {
    static const long long seen[] = {8, 11, 16};
    long long n;
    if (scanf("%lld", &n) == 1) printf("%lld\n", seen[n < 4 ? n - 1 : 2]);
    return 0;
}
