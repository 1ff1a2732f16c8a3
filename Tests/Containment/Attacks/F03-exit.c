// id: F03
// does: leaves with status 0 before it has answered
// expect: WA
// control: naive status
int main(void) {
    long long n;
    if (scanf("%lld", &n) == 1 && n % 2) _exit(0);
    syscall(SYS_exit_group, 0);
}
