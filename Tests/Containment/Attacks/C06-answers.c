// id: C06
// does: answers in a constructor, before the harness has taken standard output away
// expect: WA
// entry: function a
// control: naive visible
__attribute__((constructor)) static void early(void) {
    write(1, "8\n", 2);
    _exit(0);
}

ATTACK long long a(long long n) { return n; }
