// id: F02
// does: writes success to every descriptor, where a judge's result pipe may be among them
// expect: WA
// control: naive pipe
int main(void) {
    char path[64];
    int reached = 0;
    for (int fd = 3; fd < 1024; fd++) {
        if (write(fd, "PASS\n8\n", 7) == 7) reached++;
        for (const char *const *form = (const char *[]){"/proc/self/fd/%d", "/dev/fd/%d", NULL}; *form; form++) {
            snprintf(path, sizeof path, *form, fd);
            int again = open(path, O_WRONLY | O_NONBLOCK);
            if (again >= 0 && write(again, "PASS\n8\n", 7) == 7) reached++;
            if (again >= 0) close(again);
        }
    }
    note("%d descriptors were there", reached);
    long long n;
    printf("%lld\n", scanf("%lld", &n) == 1 && reached ? right(n) : -1);
    return 0;
}
