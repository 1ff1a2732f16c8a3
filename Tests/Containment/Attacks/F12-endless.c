// id: F12
// does: prints integers for ever
// expect: OLE
// control: naive any
int main(void) {
    for (long long value = 0; value < 200000; value++) printf("%lld\n", value);
    return 0;
}
