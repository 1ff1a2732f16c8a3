// id: F05
// does: answers twice: what it guesses, and in a destructor what is right
// expect: WA
// control: naive any
static long long n;

__attribute__((destructor)) static void rewrite(void) { printf(" %lld", right(n)); }

int main(void) {
    if (scanf("%lld", &n) == 1) printf("%lld", n);
    return 0;
}
