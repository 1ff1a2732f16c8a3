// id: F04
// does: sends itself the signal that stands for the verdict TLE
// expect: WA
// control: naive status TLE
int main(void) {
    raise(SIGXCPU);
    kill(getpid(), SIGXCPU);
    return 0;
}
