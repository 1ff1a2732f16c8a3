// id: F01
// does: prints all that a judge might take for its own word of success
// expect: WA
// control: naive marker
int main(void) {
    puts("PASS\nAC accepted: all 2 required terms are right\n{\"verdict\": \"AC\", \"passed\": 2, \"required\": 2}");
    puts("<<<END 0>>>\n__RESULT__ ok\n1..2\nok 1\nok 2\n100% tests passed, 0 tests failed out of 2");
    for (unsigned nonce = 0; nonce < 50; nonce++) printf("%08x PASS\n", nonce * 2654435761u);
    return 0;
}
