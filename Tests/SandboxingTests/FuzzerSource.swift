/// A program that makes system calls at random, and one that looks at what a run starts with; ``FuzzGround`` starts both.
let fuzzerSource = fuzzerChoiceSource + "\n" + fuzzerLoopSource + "\n" + fuzzerMainSource

let fuzzerMainSource = #"""
    // fuzz SEED MILLISECONDS NUMBERS DEADLY FOLDER TOKEN: the numbers that the profile allows, those that end a run, a folder
    // of the host with a canary, and a word for the names of what is made. Or: look, which prints what a run starts with.
    static uint64_t read_numbers(const char *text, uint16_t *list) {
        uint64_t count = 0;
        for (char *end; *text && count < NUMBERS; text = *end ? end + 1 : end)
            list[count++] = (uint16_t)(strtoul(text, &end, 10) % NUMBERS);
        return count;
    }

    static void fill_paths(const char *folder, const char *token) {
        static const char *const plain[] = {
            "", ".", "..", "/", "/proc/self", "/proc/self/mem", "/proc/self/exe", "/proc/1/root", "/proc/self/fd/1",
            "/etc/passwd", "/etc/shadow", "/tmp", "/dev/null", "/dev/shm", "/dev/tty", "/sys/fs/cgroup/cgroup.procs",
            "/usr/lib", "/lib64", "/usr/bin/env"};
        static const char *const made[] = {"%s/canary", "%s/left-%s", "%s", "%s/../left-%s"};
        static const char *const left[] = {
            "left-%s", "/tmp/left-%s", "/dev/shm/left-%s", "/var/tmp/left-%s", "/usr/lib/left-%s", "/left-%s", "../left-%s",
            "/dev/mqueue/left-%s"};
        for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) strcpy(paths[path_count++], plain[i]);
        for (size_t i = 0; i < 4; i++) snprintf(paths[path_count++], sizeof *paths, made[i], folder, token);
        for (size_t i = 0; i < 8; i++) snprintf(paths[path_count++], sizeof *paths, left[i], token);
        memset(paths[path_count++], 'a', sizeof *paths - 1);
    }

    static void look_at_limits_and_signals(void) {
        struct rlimit limit;
        sigset_t mask;
        struct sigaction action;
        struct itimerval timer;
        for (int i = 0; i < 16; i++)
            if (getrlimit(i, &limit) == 0) printf("limit %d: %ld %ld\n", i, (long)limit.rlim_cur, (long)limit.rlim_max);
        sigprocmask(SIG_BLOCK, NULL, &mask);
        for (int i = 1; i < 65; i++) {
            if (sigismember(&mask, i) == 1) printf("blocked: %d\n", i);
            if (sigaction(i, NULL, &action) == 0 && action.sa_handler != SIG_DFL) printf("handled: %d\n", i);
        }
        sigpending(&mask);
        printf("pending: %d\n", !sigisemptyset(&mask));
        for (int i = 0; i < 3; i++)
            if (getitimer(i, &timer) == 0) printf("timer %d: %d\n", i, timer.it_value.tv_sec || timer.it_value.tv_usec);
    }

    static void look_at_process(void) {
        cpu_set_t cores;
        struct utsname host;
        gid_t groups[64];
        char name[64] = "";
        int pid = getpid();
        CPU_ZERO(&cores);
        sched_getaffinity(0, sizeof cores, &cores);
        uname(&host);
        prctl(PR_GET_NAME, name);
        printf("cores: %d, policy %d, nice %d\n", CPU_COUNT(&cores), sched_getscheduler(0), getpriority(PRIO_PROCESS, 0));
        printf("ids: %d %d %d %d, %d groups\n", getuid(), geteuid(), getgid(), getegid(), getgroups(64, groups));
        printf("process: %s, leads group %d, session %d\n", pid < 10 ? "2" : "of many", getpgrp() == pid, getsid(0) == pid);
        printf("names: %s, %s, %s, umask %o\n", host.nodename, host.domainname, name, umask(0));
        printf("prctl: %d %d %d\n", prctl(PR_GET_DUMPABLE), prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), prctl(PR_GET_SECCOMP));
    }

    static int look(void) {
        char folder[256] = "", entries[4096];
        look_at_limits_and_signals();
        look_at_process();
        for (int i = 0; i < 256; i++)
            if (fcntl(i, F_GETFD) >= 0) printf("descriptor %d: %x %x\n", i, fcntl(i, F_GETFD), fcntl(i, F_GETFL));
        printf("folder: %s\n", getcwd(folder, sizeof folder) ? folder : "none");
        int here = open(".", O_RDONLY | O_DIRECTORY);
        printf("entries: %ld bytes\n", here < 0 ? -1 : syscall(SYS_getdents64, here, entries, sizeof entries));
        for (char **entry = environ; *entry; entry++) puts(*entry);
        return 0;
    }

    static void prepare(struct fuzzer *f, uint64_t seed) {
        f->random = seed * 0x9e3779b97f4a7c15u;
        for (int i = 0; i < POOL; i++) {
            f->descriptors[i] = (uint64_t)i % 3;
            f->addresses[i] = (uint64_t)arena + PAGE * (16 + (uint64_t)i);
        }
        for (int i = 0; i < 16; i++) draw(f);
    }

    // A second thread in every second run.
    static void begin_second(void) {
        int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM;
        int thread = below(fuzzers, 2) ? clone(fuzz, second_stack + STACK, flags, &fuzzers[1]) : 0;
        threads[1] = thread > 0 ? (uint64_t)thread : 0;
    }

    int main(int count, char **argument) {
        if (count < 7) return look();
        uint64_t seed = strtoull(argument[1], NULL, 10);
        favourite_count = read_numbers(argument[3], favourites);
        deadly_count = read_numbers(argument[4], deadly);
        for (uint64_t i = 0; i < deadly_count; i++) is_deadly[deadly[i]] = 1;
        for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) shape_of[shapes[i].number] = shapes[i].letters;
        fill_paths(argument[5], argument[6]);
        own_pid = (uint64_t)getpid();
        parent_pid = (uint64_t)getppid();
        fcntl(1, F_DUPFD, TOLD_BY);
        map_arena(PAGES);
        prepare(&fuzzers[0], 2 * seed + 1);
        prepare(&fuzzers[1], 2 * seed + 2);
        if (!below(fuzzers, 8)) odd_after = 1 + below(fuzzers, 20000);
        deadline = milliseconds() + strtoull(argument[2], NULL, 10);
        threads[0] = own_pid;
        begin_second();
        return fuzz(fuzzers);
    }
    """#
