// id: F04
// does: sends itself the signal that stands for the verdict OLE
// expect: WA
// control: naive status OLE
int main(void) {
    raise(SIGXFSZ);
    kill(getpid(), SIGXFSZ);
    return 0;
}
