// id: C05
// does: has a shape that whoever looks for functions in it without compiling it looks at again and again
// expect: CE
// pad: 100 a_ 40 {} 60 ){}
// control: none
// why: what it was made for, a search in quadratic time, is gone; how long a check takes is looked at with every report
int main(void) { return 0; }
