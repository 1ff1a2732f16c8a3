// id: C07
// does: has a file name that a shell or a compiler would take for more than one word
// expect: WA
// name: -o$(touch x);`id`|| @/etc/passwd -wrapper sh,-c,id "a" 'b' <>&* ../../x.c
// control: none
// why: the name is given to no tool
ATTACK int attack(void) {
    int fd = open("x", O_RDONLY);
    return fd >= 0 || access("../../x.c", F_OK) == 0;
}
