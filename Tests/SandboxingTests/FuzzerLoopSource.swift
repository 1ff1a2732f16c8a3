/// The second part of ``fuzzerSource``.
let fuzzerLoopSource = #"""
    // Makes calls until its time is over or it is ended; what comes of them is told on a descriptor kept for that.
    enum { TOLD_BY = 40, STACK = 65536 };
    static struct fuzzer fuzzers[2];
    static unsigned char second_stack[STACK] __attribute__((aligned(64)));
    static unsigned char alternates[2][STACK] __attribute__((aligned(64)));
    static uint64_t deadline, call_count, threads[2], odd_after;
    static unsigned char seen[NUMBERS][256];

    static long raw(const struct call *call) {
        const uint64_t *a = call->argument;
    #ifdef __x86_64__
        uint64_t result = call->number, first = a[0];
        register uint64_t d __asm__("r10") = a[3], e __asm__("r8") = a[4], g __asm__("r9") = a[5];
        // Whoever a clone or a vfork makes has no stack that is its own: it ends at once.
        if ((call->number & 0xffffffff) == SYS_clone || (call->number & 0xffffffff) == SYS_vfork)
            __asm__ volatile("syscall\n\ttest %%rax, %%rax\n\tjnz 1f\n\txor %%edi, %%edi\n\tmov %[exit], %%eax\n\tsyscall\n1:"
                             : "+a"(result), "+D"(first)
                             : "S"(a[1]), "d"(a[2]), "r"(d), "r"(e), "r"(g), [exit] "i"(SYS_exit)
                             : "rcx", "r11", "memory");
        else
            __asm__ volatile("syscall" : "+a"(result)
                             : "D"(first), "S"(a[1]), "d"(a[2]), "r"(d), "r"(e), "r"(g)
                             : "rcx", "r11", "memory");
        return (long)result;
    #else
        register uint64_t x8 __asm__("x8") = call->number, x0 __asm__("x0") = a[0], x1 __asm__("x1") = a[1];
        register uint64_t x2 __asm__("x2") = a[2], x3 __asm__("x3") = a[3];
        register uint64_t x4 __asm__("x4") = a[4], x5 __asm__("x5") = a[5];
        if (call->number == SYS_clone)
            __asm__ volatile("svc #0\n\tcbnz x0, 1f\n\tmov x8, %[exit]\n\tsvc #0\n1:"
                             : "+r"(x0), "+r"(x8)
                             : "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5), [exit] "i"(SYS_exit)
                             : "memory");
        else
            __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
        return (long)x0;
    #endif
    }
    #define CALL(number, ...) raw(&(struct call){number, {__VA_ARGS__}})

    static char *append(char *end, const char *text) {
        while (*text) *end++ = *text++;
        return end;
    }
    static char *append_number(char *end, uint64_t value) {
        char digits[20];
        int count = 0;
        do digits[count++] = (char)('0' + value % 10);
        while (value /= 10);
        while (count) *end++ = digits[--count];
        return end;
    }
    // A line of its own, whatever else was written.
    static void tell(const char *what, uint64_t a, uint64_t b) {
        char line[80], *end = append_number(append(append(append(line, "\n@"), what), " "), a);
        end = append(append_number(append(end, " "), b), "\n");
        CALL(SYS_write, TOLD_BY, (uint64_t)line, (uint64_t)(end - line));
    }

    static uint64_t milliseconds(void) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
    }

    static struct fuzzer *own(void) {
        volatile char local = 0;
        uint64_t here = (uint64_t)&local, stack = (uint64_t)second_stack, alternate = (uint64_t)alternates[1];
        return &fuzzers[here - stack < STACK || here - alternate < STACK];
    }

    // Interrupts whatever blocks: the one thread by this signal, the other by the next.
    static void interrupt(int number) {
        struct fuzzer *f = own();
        if (number == SIGALRM && threads[1]) CALL(SYS_tgkill, own_pid, threads[f == fuzzers], SIGUSR2);
    }
    static void crash(int number) {
        struct fuzzer *f = own();
        if (f->crashes++ > 2000) {
            tell("loop", f->last, (uint64_t)number);
            CALL(SYS_exit_group, 3);
        }
        __builtin_longjmp(f->back, 1);
    }

    // What the kernel takes in place of the C library's struct, which needs a function of the library's to return through.
    struct handler { void (*call)(int); uint64_t flags; void (*back)(void); uint64_t mask; };
    #ifdef __x86_64__
    __asm__(".text\nreturn_from_signal: mov $15, %eax\nsyscall\n");
    extern void return_from_signal(void);
    enum { RESTORER = 0x04000000 };
    #else
    enum { RESTORER = 0 };
    #define return_from_signal NULL
    #endif
    static void handle(int number, void (*handler)(int)) {
        struct handler action = {handler, SA_NODEFER | SA_ONSTACK | RESTORER, return_from_signal, 0};
        CALL(SYS_rt_sigaction, (uint64_t)number, (uint64_t)&action, 0, 8);
    }

    static void map_arena(uint64_t pages) {
        int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
        CALL(SYS_mmap, (uint64_t)arena, pages * PAGE, PROT_READ | PROT_WRITE, flags, ~0ull, 0);
    }

    // What random calls undo and the run needs: a clock that interrupts, handlers, a place for them.
    static void refill(struct fuzzer *f) {
        const uint64_t none = 0;
        const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS};
        struct itimerval often = {{0, 500}, {0, 500}};
        stack_t alternate = {.ss_sp = alternates[f - fuzzers], .ss_size = STACK};
        CALL(SYS_sigaltstack, (uint64_t)&alternate, 0);
        for (int number = 1; number <= 64; number++) handle(number, interrupt);
        for (int i = 0; i < 6; i++) handle(crashes[i], crash);
        CALL(SYS_rt_sigprocmask, SIG_SETMASK, (uint64_t)&none, 0, 8);
        CALL(SYS_setitimer, ITIMER_REAL, (uint64_t)&often, 0);
        CALL(SYS_mprotect, (uint64_t)arena, ARENA, PROT_READ | PROT_WRITE);
        map_arena(2);
        uint64_t times[] = {0, 1000, 0, 1000}, vectors[] = {(uint64_t)arena + 1024, 16, (uint64_t)arena + 4096, 32};
        for (int i = 0; i < 4; i++) memcpy(arena + 64 * i, times, sizeof times);
        memcpy(arena + 256, vectors, sizeof vectors);
    }

    static void note(struct fuzzer *f, const struct call *call, long result) {
        unsigned error = result < 0 && result > -255 ? (unsigned)-result : result < 0 && result >= -4095 ? 255 : 0;
        uint64_t number = call->number % NUMBERS;
        if (!error && result > 2) f->pooled++;
        if (!error && result > 2 && result < 64 && result != TOLD_BY) f->descriptors[f->pooled % POOL] = (uint64_t)result;
        if (!error && result > 65536) f->addresses[f->pooled % POOL] = (uint64_t)result;
        if (seen[number][error]) return;
        seen[number][error] = 1;
        f->kept[f->kept_count++ % KEPT] = *call;
        tell("pair", number, error);
    }

    // By another ABI, or one of those that end the run.
    static void be_deadly(struct fuzzer *f) {
        struct call call = {.number = deadly_count ? deadly[below(f, deadly_count)] : 0};
        for (int i = 0; i < 6; i++) call.argument[i] = any(f);
        tell("calls", own_pid, call_count);
    #ifdef __x86_64__
        uint64_t eax = below(f, 450);
        if (!below(f, 3))
            __asm__ volatile("int $0x80"
                             : "+a"(eax)
                             : "b"(any(f)), "c"(any(f)), "d"(any(f))
                             : "r8", "r9", "r10", "r11", "memory");
        if (!below(f, 2)) call.number |= 0x40000000;
    #endif
        raw(&call);
    }

    // Whether a call may have taken away what the run needs.
    static int undoes(uint64_t number) {
        switch (number) {
    #ifdef SYS_alarm
        case SYS_alarm:
    #endif
        case SYS_rt_sigaction:
        case SYS_rt_sigprocmask:
        case SYS_rt_sigreturn:
        case SYS_sigaltstack:
        case SYS_setitimer:
        case SYS_madvise:
        case SYS_munmap:
        case SYS_mremap:
        case SYS_mmap:
        case SYS_mprotect:
            return 1;
        default:
            return 0;
        }
    }

    // A process that was allowed goes on by itself, otherwise than its parent.
    static void begin_anew(struct fuzzer *f) {
        own_pid = (uint64_t)CALL(SYS_getpid);
        threads[1] = 0;
        call_count = 0;
        f->random ^= own_pid * 0x9e3779b97f4a7c15u;
        refill(f);
    }

    static int fuzz(void *context) {
        struct fuzzer *f = context;
        struct call call;
        refill(f);
        if (__builtin_setjmp(f->back)) f = own(), refill(f);
        for (;;) {
            choose(f, &call);
            if (call.number == SYS_exit || call.number == SYS_exit_group) continue;
            f->last = call.number;
            // A thread that is made has no place to handle a signal.
            const uint64_t none = 0, all = ~0ull;
            if (call.number == SYS_clone) CALL(SYS_rt_sigprocmask, SIG_SETMASK, (uint64_t)&all, 0, 8);
            long result = raw(&call);
            if (call.number == SYS_clone) CALL(SYS_rt_sigprocmask, SIG_SETMASK, (uint64_t)&none, 0, 8);
            call_count++;
            note(f, &call, result);
            if (undoes(call.number)) refill(f);
    #ifdef SYS_fork
            if (call.number == SYS_fork && result == 0) begin_anew(f);
    #endif
            if (call_count % 256) continue;
            if (call_count % 512 == 0) tell("calls", own_pid, call_count);
            if (odd_after && call_count > odd_after) be_deadly(f);
            if (milliseconds() < deadline) continue;
            tell("calls", own_pid, call_count);
            CALL(SYS_exit_group, 0);
        }
        return 0;
    }
    """#
