// id: F05
// does: rewrites its answer at its end
// expect: WA
// control: naive last
static long long n;

__attribute__((destructor)) static void rewrite(void) { printf("%lld\n", right(n)); }

int main(void) {
    if (scanf("%lld", &n) == 1) puts("-1");
    return 0;
}
