// id: C03
// does: includes itself
// expect: CE
// verbatim: yes
// control: bare
#if __INCLUDE_LEVEL__ < 5
#include __FILE__
#else
static int reached = 1;
#endif
#if __INCLUDE_LEVEL__ == 0
int scanf(const char *, ...);
int printf(const char *, ...);
int main(void) {
    long long n;
    if (scanf("%lld", &n) == 1) printf("%lld\n", reached ? n * n + 7 : -1);
    return 0;
}
#endif
