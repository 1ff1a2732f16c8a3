// id: I07
// does: reads on behind its own index, for the indices that are to come
// expect: WA
// cases: 3
// control: bare
int main(void) {
    char bytes[4096];
    size_t size = 0;
    for (ssize_t got; size < sizeof bytes - 1 && (got = read(0, bytes + size, sizeof bytes - 1 - size)) > 0;)
        size += (size_t)got;
    bytes[size] = 0;
    char *rest;
    long long n = strtoll(bytes, &rest, 10);
    printf("%lld\n", strspn(rest, " \n") < strlen(rest) ? right(n) : -1);
    return 0;
}
