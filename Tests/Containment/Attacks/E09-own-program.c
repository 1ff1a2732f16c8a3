// id: E09
// does: writes into its own program, once a shell that has its place no longer keeps the file from being written
// expect: WA
// control: bare
int main(void) {
    long long n;
    char script[128], right_answer[24];
    if (scanf("%lld", &n) != 1) return 3;
    // Never while it runs: ETXTBSY.
    const char *names[] = {"/proc/self/exe", "/proc/1/exe", "/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"};
    for (int i = 0; i < 4; i++) {
        int fd = open(names[i], O_WRONLY);
        note("%s: %s", names[i], fd < 0 ? strerror(errno) : "open");
        if (fd >= 0) close(fd);
    }
    int own = open("/proc/self/exe", O_RDONLY);
    if (own < 0) note("/proc/self/exe: %s", strerror(errno));
    snprintf(right_answer, sizeof right_answer, "%lld", right(n));
    snprintf(script, sizeof script, "printf x 1<>/proc/self/fd/%d && echo %s", own, right_answer);
    execl("/bin/sh", "sh", "-c", script, NULL);
    note("/bin/sh: %s", strerror(errno));
    printf("-1\n");
    return 0;
}
