// id: F12
// does: prints all integers as one answer
// expect: WA
// control: naive any
int main(void) {
    for (long long value = -20; value < 2000; value++) printf("%lld\n", value);
    return 0;
}
