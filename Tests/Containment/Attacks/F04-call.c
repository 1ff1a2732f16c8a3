// id: F04
// does: sends itself the signal that stands for the verdict SV
// expect: WA
// control: naive status SV
int main(void) {
    raise(SIGSYS);
    kill(getpid(), SIGSYS);
    return 0;
}
