/// A program that tries filters on the kernel; ``FilterTrial`` tells how. Compiled once.
let trialSource = #"""
    // Asks the kernel what filters make of system calls, and has none of the calls done.
    //
    // A first filter, loaded before those on trial, refuses everything that they let through. Of several filters the kernel
    // does what the strictest says, and of equal ones what the newest says: so a call ends with the trial's own errno, or
    // with this one's, which says that it would have been done. What is handed to a listener is less strict than an errno.
    // To see that, the first filter only asks for a tracer, which is weaker still, and as there is none the call fails with
    // ENOSYS; the listener answers with an errno of its own.
    //
    // Standard input: a job, its filters (the oldest first), its trials. Standard output: 8 bytes for each trial, what the
    // call gave, or how it ended who made it. A call that ends its process takes another process for the rest.
    #define _GNU_SOURCE
    #include <errno.h>
    #include <linux/audit.h>
    #include <linux/filter.h>
    #include <linux/futex.h>
    #include <linux/seccomp.h>
    #include <poll.h>
    #include <sched.h>
    #include <signal.h>
    #include <stddef.h>
    #include <stdint.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/ioctl.h>
    #include <sys/prctl.h>
    #include <sys/resource.h>
    #include <sys/syscall.h>
    #include <sys/wait.h>
    #include <unistd.h>

    enum { PASSED = 3333, TOLD = 3334, MISTOLD = 3335, COOKIE = 0x5eedfeed };
    enum { KILLED = 1, THREAD_KILLED, TRAPPED, ABSENT, ILLEGAL };
    enum { BY_NUMBER, BY_INT80, BY_VSYSCALL };
    #ifdef __x86_64__
    enum { NATIVE = AUDIT_ARCH_X86_64 };
    #else
    enum { NATIVE = AUDIT_ARCH_AARCH64 };
    #endif

    static struct {
        uint32_t has_listener, filters, bytes[2];
        uint64_t trials;
    } job;
    static struct trial {
        uint64_t way, number, argument[6];
    } *trials;
    static struct sock_filter *filters[2];
    static volatile int64_t *answers;
    static volatile uint64_t current;
    static volatile int thread_id, listener, is_guarded;

    static void give_up(const char *what) {
        dprintf(2, "%s at trial %llu: %s\n", what, (unsigned long long)current, strerror(errno));
        _exit(70);
    }

    static long call(uint64_t number, const uint64_t *a) {
    #ifdef __x86_64__
        register uint64_t d __asm__("r10") = a[3], e __asm__("r8") = a[4], f __asm__("r9") = a[5];
        __asm__ volatile("syscall"
                         : "+a"(number)
                         : "D"(a[0]), "S"(a[1]), "d"(a[2]), "r"(d), "r"(e), "r"(f)
                         : "rcx", "r11", "memory");
        return (long)number;
    #else
        register uint64_t x8 __asm__("x8") = number, x0 __asm__("x0") = a[0], x1 __asm__("x1") = a[1];
        register uint64_t x2 __asm__("x2") = a[2], x3 __asm__("x3") = a[3];
        register uint64_t x4 __asm__("x4") = a[4], x5 __asm__("x5") = a[5];
        __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
        return (long)x0;
    #endif
    }

    static long ask(const struct trial *trial) {
        const uint64_t *a = trial->argument;
    #ifdef __x86_64__
        uint64_t result = trial->number;
        if (trial->way == BY_INT80) {
            __asm__ volatile("push %%rbp\n\tmov %[f], %%rbp\n\tint $0x80\n\tpop %%rbp"
                             : "+a"(result)
                             : "b"(a[0]), "c"(a[1]), "d"(a[2]), "S"(a[3]), "D"(a[4]), [f] "r"(a[5])
                             : "r8", "r9", "r10", "r11", "memory");
            return (int)result;
        }
        if (trial->way == BY_VSYSCALL) {
            uint64_t place = 0xffffffffff600000u + (result == SYS_time ? 1024 : result == SYS_getcpu ? 2048 : 0);
            __asm__ volatile("call *%[place]"
                             : "=a"(result)
                             : [place] "r"(place), "D"(a[0]), "S"(a[1]), "d"(a[2])
                             : "rcx", "r11", "memory");
            return (long)result;
        }
    #endif
        return call(trial->number, a);
    }

    static void load(struct sock_filter *filter, uint32_t bytes, unsigned flags) {
        struct sock_fprog program = {(unsigned short)(bytes / sizeof *filter), filter};
        const uint64_t arguments[6] = {SECCOMP_SET_MODE_FILTER, flags, (uint64_t)&program, COOKIE, COOKIE, 0};
        long outcome = call(SYS_seccomp, arguments);
        if (outcome < 0) _exit(71);
        if (flags) listener = (int)outcome + 1;
    }

    #define LOAD(offset) {BPF_LD | BPF_W | BPF_ABS, 0, 0, offset}
    #define UNLESS(value, skip) {BPF_JMP | BPF_JEQ | BPF_K, 0, skip, value}
    #define ARGUMENT(n) (offsetof(struct seccomp_data, args) + 8 * (n))

    // The first filter lets nothing through but the loading of the others.
    static void load_all(void) {
        uint32_t answer = job.has_listener ? SECCOMP_RET_TRACE : SECCOMP_RET_ERRNO | PASSED;
        struct sock_filter first[] = {
            LOAD(offsetof(struct seccomp_data, arch)), UNLESS(NATIVE, 7),
            LOAD(offsetof(struct seccomp_data, nr)), UNLESS(SYS_seccomp, 5),
            LOAD(ARGUMENT(3)), UNLESS(COOKIE, 3),
            LOAD(ARGUMENT(4)), UNLESS(COOKIE, 1),
            {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW}, {BPF_RET | BPF_K, 0, 0, answer}};
        const uint64_t none[6] = {0};
        load(first, sizeof first, 0);
        is_guarded = call(SYS_getppid, none) == (job.has_listener ? -ENOSYS : -PASSED);
        if (!is_guarded) __builtin_trap();
        for (uint32_t i = 0; i < job.filters; i++)
            load(filters[i], job.bytes[i], job.has_listener && !i ? SECCOMP_FILTER_FLAG_NEW_LISTENER : 0);
    }

    static int ask_all(void *unused) {
        (void)unused;
        load_all();
        for (; current < job.trials; current++) answers[current] = ask(&trials[current]);
        __builtin_trap();
    }

    static void caught(int number) {
        answers[current] = number == SIGSYS ? TRAPPED : ABSENT;
        __builtin_trap();
    }

    static void answer_notification(void) {
        struct seccomp_notif question = {0};
        if (ioctl(listener - 1, SECCOMP_IOCTL_NOTIF_RECV, &question) != 0) return;
        const struct trial *trial = &trials[current];
        int same = question.data.nr == (int)trial->number && question.data.arch == NATIVE &&
                   !memcmp(question.data.args, trial->argument, sizeof trial->argument);
        struct seccomp_notif_resp answer = {.id = question.id, .error = same ? -TOLD : -MISTOLD};
        ioctl(listener - 1, SECCOMP_IOCTL_NOTIF_SEND, &answer);
    }

    // The trials are another thread's, so that it shows whether a call ends the thread alone.
    static int attend(void *unused) {
        static char stack[65536] __attribute__((aligned(64)));
        int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |
                    CLONE_CHILD_CLEARTID | CLONE_PARENT_SETTID;
        (void)unused;
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        listener = 0;
        if (clone(ask_all, stack + sizeof stack, flags, NULL, &thread_id, NULL, &thread_id) < 0) _exit(72);
        while (job.has_listener && !listener && thread_id) sched_yield();
        struct pollfd polled = {listener - 1, POLLIN, 0};
        while (job.has_listener && poll(&polled, 1, -1) > 0 && polled.revents & POLLIN) answer_notification();
        for (int id; (id = thread_id);) syscall(SYS_futex, &thread_id, FUTEX_WAIT, id, NULL, NULL, 0);
        answers[current] = THREAD_KILLED;
        _exit(0);
    }

    // Runs trials in a process that shares this one's memory, until one ends it.
    static void go_on(void) {
        static char stack[65536] __attribute__((aligned(64)));
        int status;
        is_guarded = 0;
        pid_t pid = clone(attend, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, NULL);
        if (pid < 0 || waitpid(pid, &status, 0) != pid) give_up("start a process");
        if (!is_guarded) give_up("load the guarding filter");
        if (current >= job.trials) return;
        if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) answers[current] = KILLED;
    // Where the trap is ours, an answer is there already.
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGILL && !answers[current]) answers[current] = ILLEGAL;
        if (!answers[current]) give_up("find how the process ended");
        current++;
    }

    static void *take(size_t size) {
        char *room = calloc(1, size + 8);
        if (!room || fread(room, 1, size, stdin) != size) give_up("read the job");
        return room;
    }

    static void confine(void) {
        static const struct {
            int what;
            rlim_t most;
        } limits[] = {{RLIMIT_CPU, 60}, {RLIMIT_CORE, 1}, {RLIMIT_FSIZE, 0}, {RLIMIT_NOFILE, 16}, {RLIMIT_AS, 1u << 30}};
        for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
            if (setrlimit(limits[i].what, &(struct rlimit){limits[i].most, limits[i].most})) give_up("limit itself");
        if (geteuid() == 0 && (setresgid(65534, 65534, 65534) || setresuid(65534, 65534, 65534))) give_up("be nobody");
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)) give_up("lose privileges");
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);  // who started us may have blocked some
        alarm(120);
        signal(SIGSYS, caught);
        signal(SIGSEGV, caught);
    }

    int main(void) {
        memcpy(&job, take(sizeof job), sizeof job);
        for (uint32_t i = 0; i < job.filters; i++) filters[i] = take(job.bytes[i]);
        trials = take(job.trials * sizeof *trials);
        if (!(answers = calloc(job.trials, sizeof *answers))) give_up("make room");
        confine();
        while (current < job.trials) go_on();
        return fwrite((void *)answers, sizeof *answers, job.trials, stdout) != job.trials;
    }
    """#
