// id: F04
// does: kills itself by the signal that stands for the verdict MLE
// expect: RE
// names: killed by SIGKILL
// control: naive status MLE
int main(void) {
    raise(SIGKILL);
    kill(getpid(), SIGKILL);
    return 0;
}
