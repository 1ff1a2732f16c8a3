// id: F11
// does: answers with more digits than a number of the machine has, right in the last of them
// expect: WA
// control: naive last
int main(void) {
    long long n;
    if (scanf("%lld", &n) != 1) return 3;
    for (int i = 0; i < 20000; i++) putchar('1');
    printf(" %lld\n", right(n));
    return 0;
}
