/* What is compiled behind a candidate in C whose function is asked for values. It follows the candidate in one source
 * text, so that static functions can be called. Defined before it:
 *   __SEQJUDGE_CALL(n)   an expression: the candidate's value at n, of whatever type
 *   or __SEQJUDGE_CALL_MPZ(r, n)  a call that puts it into the mpz_t r
 *   __SEQJUDGE_PREDICATE  defined when the terms are the n for which the value is true
 * Protocol: each line n on descriptor 0 is answered by the line of the value on descriptor 1; a predicate reads one n
 * and writes the terms from there on. A value is decimal digits, or `!TYPE EXCERPT` when it is no integer.
 *
 * The candidate may have redefined anything: hence reserved names throughout, no header, library functions by
 * symbols that a C program does not define, and the keywords made themselves again.
 */
#undef auto
#undef break
#undef case
#undef char
#undef const
#undef double
#undef else
#undef extern
#undef float
#undef for
#undef if
#undef int
#undef long
#undef return
#undef short
#undef signed
#undef static
#undef struct
#undef unsigned
#undef void
#undef while
#undef _Bool
#undef _Generic
#undef __int128
#undef __auto_type
#undef __asm__
#undef __attribute__
#undef main

extern long __seqjudge_read(int, void *, unsigned long) __asm__("__read");
extern long __seqjudge_write(int, const void *, unsigned long) __asm__("__write");
extern int __seqjudge_fcntl(int, int, ...) __asm__("__fcntl");
extern int __seqjudge_dup2(int, int) __asm__("__dup2");
extern int __seqjudge_pipe(int *) __asm__("__pipe");
extern int __seqjudge_close(int) __asm__("__close");
extern int __seqjudge_flush(void *) __asm__("fflush");
extern int __seqjudge_snprintf(char *, unsigned long, const char *, ...) __asm__("snprintf");
extern void __seqjudge_exit(int) __asm__("_exit") __attribute__((noreturn));

static int __seqjudge_questions, __seqjudge_answers;

static void __seqjudge_send(const char *__sj_text, unsigned long __sj_length)
{
    while (__sj_length > 0) {
        long __sj_done = __seqjudge_write(__seqjudge_answers, __sj_text, __sj_length);
        if (__sj_done <= 0)
            __seqjudge_exit(1);
        __sj_text += __sj_done;
        __sj_length -= (unsigned long)__sj_done;
    }
}

static __attribute__((unused)) void __seqjudge_put_unsigned(unsigned __int128 __sj_value, int __sj_negative)
{
    char __sj_digits[44];
    char *__sj_first = __sj_digits + sizeof __sj_digits;
    *--__sj_first = '\n';
    do {
        *--__sj_first = (char)('0' + (int)(__sj_value % 10));
        __sj_value /= 10;
    } while (__sj_value != 0);
    if (__sj_negative)
        *--__sj_first = '-';
    __seqjudge_send(__sj_first, (unsigned long)(__sj_digits + sizeof __sj_digits - __sj_first));
}

static __attribute__((unused)) void __seqjudge_put_natural(unsigned __int128 __sj_value)
{
    __seqjudge_put_unsigned(__sj_value, 0);
}

static __attribute__((unused)) void __seqjudge_put_integer(__int128 __sj_value)
{
    unsigned __int128 __sj_magnitude = (unsigned __int128)__sj_value;
    __seqjudge_put_unsigned(__sj_value < 0 ? -__sj_magnitude : __sj_magnitude, __sj_value < 0);
}

static __attribute__((unused)) void __seqjudge_put_real(long double __sj_value)
{
    char __sj_text[64];
    int __sj_length = __seqjudge_snprintf(__sj_text, sizeof __sj_text, "!double %.17Lg\n", __sj_value);
    __seqjudge_send(__sj_text, (unsigned long)__sj_length);
}

/* A string is sent as it is, up to its first line end: what is no canonical integer is the judge's to say. */
static __attribute__((unused)) void __seqjudge_put_text(const char *__sj_text)
{
    unsigned long __sj_length = 0;
    if (!__sj_text) {
        __seqjudge_send("!char* NULL\n", 12);
        return;
    }
    while (__sj_text[__sj_length] != 0 && __sj_text[__sj_length] != '\n')
        __sj_length++;
    if (__sj_length == 0 || __sj_text[0] == '!') {
        __seqjudge_send("!char* \"\"\n", 10);
        return;
    }
    __seqjudge_send(__sj_text, __sj_length);
    __seqjudge_send("\n", 1);
}

/* An index from a line. 0 at the end of the input. */
static int __seqjudge_next(long long *__sj_index)
{
    char __sj_byte;
    int __sj_negative = 0, __sj_seen = 0;
    unsigned long long __sj_value = 0;
    while (__seqjudge_read(__seqjudge_questions, &__sj_byte, 1) == 1 && __sj_byte != '\n') {
        if (__sj_byte == '-')
            __sj_negative = 1;
        else
            __sj_value = __sj_value * 10 + (unsigned long long)(__sj_byte - '0');
        __sj_seen = 1;
    }
    *__sj_index = (long long)(__sj_negative ? -__sj_value : __sj_value);
    return __sj_seen;
}

/* What the candidate itself prints goes to standard error, and it finds its standard input empty. 0x406 is
 * F_DUPFD_CLOEXEC. */
static void __seqjudge_divert(void)
{
    int __sj_ends[2];
    __seqjudge_answers = __seqjudge_fcntl(1, 0x406, 3);
    __seqjudge_questions = __seqjudge_fcntl(0, 0x406, 3);
    if (__seqjudge_answers < 0 || __seqjudge_questions < 0)
        __seqjudge_exit(70);
    __seqjudge_dup2(2, 1);
    if (__seqjudge_pipe(__sj_ends) != 0) {
        __seqjudge_close(0);
        return;
    }
    __seqjudge_dup2(__sj_ends[0], 0);
    __seqjudge_close(__sj_ends[0]);
    __seqjudge_close(__sj_ends[1]);
}

#define __SEQJUDGE_PUT(v) _Generic((v), \
    _Bool: __seqjudge_put_natural, char: __seqjudge_put_integer, \
    signed char: __seqjudge_put_integer, unsigned char: __seqjudge_put_natural, \
    short: __seqjudge_put_integer, unsigned short: __seqjudge_put_natural, \
    int: __seqjudge_put_integer, unsigned int: __seqjudge_put_natural, \
    long: __seqjudge_put_integer, unsigned long: __seqjudge_put_natural, \
    long long: __seqjudge_put_integer, unsigned long long: __seqjudge_put_natural, \
    __int128: __seqjudge_put_integer, unsigned __int128: __seqjudge_put_natural, \
    float: __seqjudge_put_real, double: __seqjudge_put_real, long double: __seqjudge_put_real, \
    char *: __seqjudge_put_text, const char *: __seqjudge_put_text)(v)

#ifdef __SEQJUDGE_GMP
/* A GMP integer may be of any size; `mpz_get_str` allocates the digits. */
static __attribute__((unused)) void __seqjudge_put_mpz(const __mpz_struct *__sj_value)
{
    __seqjudge_put_text(__gmpz_get_str((char *)0, 10, __sj_value));
}
#endif

int main(void)
{
    long long __sj_n;
    __seqjudge_divert();
#ifdef __SEQJUDGE_PREDICATE
    if (!__seqjudge_next(&__sj_n))
        return 70;
    for (;; __sj_n++)
        if (__SEQJUDGE_CALL(__sj_n))
            __seqjudge_put_integer(__sj_n);
#else
    while (__seqjudge_next(&__sj_n)) {
#ifdef __SEQJUDGE_CALL_MPZ
        mpz_t __sj_result;
        __gmpz_init(__sj_result);
        __SEQJUDGE_CALL_MPZ(__sj_result, __sj_n);
        __seqjudge_put_mpz(__sj_result);
        __gmpz_clear(__sj_result);
#else
        __auto_type __sj_value = __SEQJUDGE_CALL(__sj_n);
        __SEQJUDGE_PUT(__sj_value);
#endif
    }
    __seqjudge_flush((void *)0);
    __seqjudge_exit(0);
#endif
}
