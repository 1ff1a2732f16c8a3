// id: X09
// does: lets a terminal show its right answer over a wrong one, and writes what breaks logs
// expect: WA
// control: naive last
// after: plain
int main(void) {
    fputs("\x1b]0;owned\a\x1b[2J\xff\xfe\xc3(\xe2\x80\xae\",\n\r\"verdict\":\"AC\"}\n", stderr);
    fputs("-1\r8\n", stdout);
    return 0;
}
