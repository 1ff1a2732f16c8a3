/* What is compiled behind a candidate in C that prints its terms: each write goes out at once, so that a program that
 * prints for ever is heard before its buffer is full. 2 is _IONBF. */
#undef char
#undef extern
#undef int
#undef long
#undef static
#undef unsigned
#undef void
#undef __asm__
#undef __attribute__
extern void *__seqjudge_stdout __asm__("stdout");
extern int __seqjudge_setvbuf(void *, char *, int, unsigned long) __asm__("setvbuf");
static __attribute__((constructor)) void __seqjudge_unbuffer(void)
{
    __seqjudge_setvbuf(__seqjudge_stdout, (char *)0, 2, 0);
}
