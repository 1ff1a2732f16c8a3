// id: E20
// does: executes programs of the host in its own place
// expect: WA
// layers: own-root landlock-files
int main(void) {
    long long n;
    char script[64];
    if (scanf("%lld", &n) != 1) return 3;
    snprintf(script, sizeof script, "echo %lld", right(n));
    execl("/bin/sh", "sh", "-c", script, NULL);
    note("/bin/sh: %s", strerror(errno));
    printf("-1\n");
    return 0;
}
