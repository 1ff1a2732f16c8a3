// id: F04
// does: crashes, and says in the signal's handler that all went well
// expect: WA
// control: naive status
static void pretend(int number) {
    (void)number;
    _exit(0);
}

int main(void) {
    signal(SIGSEGV, pretend);
    raise(SIGSEGV);
    return 1;
}
