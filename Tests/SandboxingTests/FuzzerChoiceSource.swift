/// The first part of ``fuzzerSource``.
let fuzzerChoiceSource = #"""
    // Which call comes next, and with which arguments. Nothing here, nor in what calls it, may use thread-local storage or the
    // C library's state: calls at random take both away.
    #define _GNU_SOURCE
    #include <errno.h>
    #include <fcntl.h>
    #include <grp.h>
    #include <linux/futex.h>
    #include <sched.h>
    #include <signal.h>
    #include <stdint.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/mman.h>
    #include <sys/prctl.h>
    #include <sys/resource.h>
    #include <sys/stat.h>
    #include <sys/syscall.h>
    #include <sys/time.h>
    #include <sys/uio.h>
    #include <sys/utsname.h>
    #include <time.h>
    #include <unistd.h>

    enum { PAGES = 64, PAGE = 4096, NUMBERS = 1024, KEPT = 64, POOL = 16, PATHS = 32 };
    struct call { uint64_t number, argument[6]; };

    // Far from everything else, so that what is done to the memory about it does not end the run.
    static unsigned char *const arena = (unsigned char *)0x200000000000;
    enum { ARENA = PAGES * PAGE };
    static char paths[PATHS][320];
    static uint64_t path_count, own_pid, parent_pid;
    static uint16_t favourites[NUMBERS], deadly[NUMBERS];
    static uint64_t favourite_count, deadly_count;
    static char is_deadly[NUMBERS];

    // One for each thread.
    struct fuzzer {
        uint64_t random;
        struct call kept[KEPT];  // that gave what had not been seen
        uint64_t kept_count, addresses[POOL], descriptors[POOL], pooled;
        void *back[5];  // where a crash leads
        uint64_t crashes, last;
    };

    static uint64_t draw(struct fuzzer *f) {
        f->random ^= f->random << 13;
        f->random ^= f->random >> 7;
        return f->random ^= f->random << 17;
    }
    static uint64_t below(struct fuzzer *f, uint64_t bound) { return (draw(f) >> 16) % bound; }
    #define ONE_OF(...) ({ static const uint64_t list[] = {__VA_ARGS__}; list[below(f, sizeof list / sizeof *list)]; })

    // What each call's arguments are like, a letter for each; see `typed`.
    static const struct { int number; const char *letters; } shapes[] = {
    #ifdef SYS_open
        {SYS_open, "pom"}, {SYS_stat, "pb"}, {SYS_lstat, "pb"}, {SYS_access, "pi"}, {SYS_readlink, "pbn"}, {SYS_dup2, "ff"},
        {SYS_pipe, "b"}, {SYS_poll, "bii"}, {SYS_select, "ibbbt"}, {SYS_epoll_wait, "fbii"}, {SYS_arch_prctl, "Ab"},
        {SYS_creat, "pm"}, {SYS_unlink, "p"}, {SYS_rename, "pp"}, {SYS_mkdir, "pm"}, {SYS_rmdir, "p"}, {SYS_chmod, "pm"},
        {SYS_link, "pp"}, {SYS_symlink, "pp"}, {SYS_alarm, "i"},
    #endif
        {SYS_read, "fbn"}, {SYS_readv, "fvi"}, {SYS_pread64, "fbni"}, {SYS_write, "fbn"}, {SYS_writev, "fvi"},
        {SYS_pwrite64, "fbni"}, {SYS_openat, "fpom"}, {SYS_close, "f"}, {SYS_close_range, "iji"}, {SYS_lseek, "fxi"},
        {SYS_fstat, "fb"}, {SYS_newfstatat, "fpbo"}, {SYS_statx, "fpoob"}, {SYS_faccessat, "fpi"}, {SYS_faccessat2, "fpio"},
        {SYS_readlinkat, "fpbn"}, {SYS_getcwd, "bn"}, {SYS_chdir, "p"}, {SYS_fchdir, "f"}, {SYS_getdents64, "fbn"},
        {SYS_fadvise64, "fini"}, {SYS_dup, "f"}, {SYS_dup3, "ffo"}, {SYS_pipe2, "bo"}, {SYS_eventfd2, "io"},
        {SYS_ppoll, "bitbi"}, {SYS_pselect6, "ibbbtb"}, {SYS_epoll_create1, "o"}, {SYS_epoll_ctl, "fifb"},
        {SYS_epoll_pwait, "fbiibi"}, {SYS_umask, "m"}, {SYS_fcntl, "fFx"}, {SYS_ioctl, "fIb"}, {SYS_brk, "a"},
        {SYS_mmap, "anxMfi"}, {SYS_munmap, "an"}, {SYS_mremap, "annia"}, {SYS_mprotect, "ani"}, {SYS_madvise, "anD"},
        {SYS_mincore, "anb"}, {SYS_membarrier, "oii"}, {SYS_mbind, "anibii"}, {SYS_get_mempolicy, "bbiai"},
        {SYS_execve, "pbb"}, {SYS_execveat, "fpbbo"}, {SYS_set_robust_list, "bi"}, {SYS_get_robust_list, "Pbb"},
        {SYS_rseq, "biii"}, {SYS_getpgid, "P"}, {SYS_getsid, "P"}, {SYS_prlimit64, "PRzb"}, {SYS_getrusage, "ib"},
        {SYS_getpriority, "iP"}, {SYS_uname, "b"}, {SYS_sysinfo, "b"}, {SYS_personality, "q"}, {SYS_prctl, "Cbxxx"},
        {SYS_clock_gettime, "ib"}, {SYS_nanosleep, "tb"}, {SYS_clock_nanosleep, "iitb"}, {SYS_setitimer, "itb"},
        {SYS_rt_sigaction, "sbbS"}, {SYS_rt_sigprocmask, "ibbS"}, {SYS_rt_sigsuspend, "bS"}, {SYS_rt_sigtimedwait, "bbtS"},
        {SYS_rt_sigpending, "bS"}, {SYS_sigaltstack, "bb"}, {SYS_kill, "Ps"}, {SYS_tgkill, "PPs"}, {SYS_tkill, "Ps"},
        {SYS_futex, "bWitbi"}, {SYS_sched_getaffinity, "Pnb"}, {SYS_clone, "Kabbb"}, {SYS_wait4, "Pbib"},
        {SYS_waitid, "iPbib"}, {SYS_getrandom, "bno"}, {SYS_setrlimit, "Rb"}, {SYS_ftruncate, "fn"}, {SYS_truncate, "pn"},
        {SYS_fallocate, "fiin"}, {SYS_unlinkat, "fpo"}, {SYS_renameat2, "fpfpo"}, {SYS_mkdirat, "fpm"}, {SYS_fchmod, "fm"},
        {SYS_fchmodat, "fpm"}, {SYS_utimensat, "fpto"}, {SYS_linkat, "fpfpo"}, {SYS_symlinkat, "pfp"}, {SYS_shmget, "ini"},
        {SYS_mq_open, "pomb"}, {SYS_memfd_create, "po"}, {SYS_socket, "iii"}, {SYS_setpriority, "iPi"},
    };
    static const char *shape_of[NUMBERS];

    static uint64_t any(struct fuzzer *f) {
        switch (below(f, 12)) {
        case 0: return 0;
        case 1: return ~0ull;
        case 2: return below(f, 17);
        case 3: return (uint64_t)arena + below(f, ARENA);
        case 4: return (uint64_t)paths[below(f, path_count)];
        case 5: return 1ull << ONE_OF(0, 1, 2, 3, 5, 8, 12, 13, 16, 20, 24, 27, 30, 31, 32, 33, 40, 46, 47, 48, 62, 63);
        case 6: return ONE_OF(0xdead000, 0xffff888000000000, 0x8000000000000000, 0xffffffffff600000, 1, 0x7ffffffff000);
        case 7: return (uint64_t)arena + ARENA - below(f, 16);
        case 8: return ONE_OF(4096, 1 << 20, 1 << 30, 0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff);
        case 9: return f->addresses[below(f, POOL)];
        case 10: return ~below(f, 64);
        default: return draw(f);
        }
    }

    static uint64_t flags(struct fuzzer *f) {
        uint64_t some = 0;
        for (uint64_t i = below(f, 4); i; i--) some |= 1ull << below(f, 23);
        return some;
    }

    static uint64_t typed(struct fuzzer *f, char letter) {
        switch (letter) {
        case 'f': return below(f, 8) ? below(f, 3) ? f->descriptors[below(f, POOL)] : below(f, 12) : (uint64_t)AT_FDCWD;
        case 'p': return (uint64_t)paths[below(f, path_count)];
        case 'b': return below(f, 16) ? (uint64_t)arena + (below(f, ARENA) & ~7ull) : 0;
        case 'n': return below(f, 4) ? below(f, 65) : below(f, PAGES) * PAGE;
        case 'i': return below(f, 4) ? below(f, 8) : below(f, 300);
        case 'j': return below(f, 2) ? ~0u : below(f, 40);
        case 'o':
            if (below(f, 2)) return flags(f);
            return ONE_OF(0, O_RDWR | O_CREAT, O_WRONLY | O_TRUNC, O_CLOEXEC, O_NONBLOCK, O_PATH, O_DIRECTORY,
                          O_TMPFILE | O_RDWR, AT_EMPTY_PATH, AT_REMOVEDIR);
        case 'm': return below(f, 4096);
        case 's': return below(f, 64) ? ONE_OF(0, SIGUSR1, SIGUSR2, SIGCHLD, SIGCONT, SIGURG, SIGWINCH) : below(f, 66);
        case 't': return (uint64_t)arena + 64 * below(f, 4);  // short times; see `refill`
        case 'v': return (uint64_t)arena + 256;               // vectors
        case 'a':
            if (below(f, 3)) return f->addresses[below(f, POOL)] & ~4095ull;
            return (uint64_t)arena + PAGE * (8 + below(f, PAGES - 8));
        case 'P': return ONE_OF(0, 1, 2, 3, ~0ull) + (below(f, 3) ? 0 : below(f, 2) ? own_pid : parent_pid);
        case 'q': return ONE_OF(0xffffffff, 0x0040000, 0);
        case 'z': return 0;
        case 'S': return 8;
        case 'R': return below(f, 17);
        case 'F': return ONE_OF(0, 1, 2, 3, 4, 1030, 5, 8, 1024, 1031, 1033);
        case 'I': return ONE_OF(0x5401, 0x5413, 0x541b, 0x5421, 0x5450, 0x5451, 0x5412, 0x541c, 0x5452);
        case 'C': return ONE_OF(2, 3, 15, 16, 21, 23, 39, 0x53564d41, 1, 4, 8, 22, 38, 47);
        case 'A': return ONE_OF(0x1001, 0x1003, 0x1004, 0x1011, 0x1012, 0x1021, 0x1022, 0x2001, 0x2002, 0x2003,
                                0x5001, 0x5003);
        case 'M': return below(f, 3) ? MAP_PRIVATE | MAP_ANONYMOUS : flags(f);
        case 'D': return below(f, 26);
        case 'W': return below(f, 14) | (below(f, 2) ? FUTEX_PRIVATE_FLAG : 0);
        case 'K':
            if (below(f, 2)) return draw(f) & 0xffffffff;
            return CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | flags(f);
        default: return any(f);
        }
    }

    // Calls that mostly end a run, make it mute or do nothing but wait: not as often as the others.
    static int is_rare(uint64_t number) {
    #ifdef SYS_pause
        if (number == SYS_pause) return 1;
    #endif
        return number == SYS_rt_sigsuspend || number == SYS_rt_sigtimedwait || number == SYS_rt_sigreturn ||
               number == SYS_close_range || number == SYS_execve || number == SYS_execveat;
    }

    static void choose(struct fuzzer *f, struct call *call) {
        uint64_t way = below(f, 16);
        if (way < 5 && f->kept_count) {
            *call = f->kept[below(f, f->kept_count < KEPT ? f->kept_count : KEPT)];
            for (uint64_t i = below(f, 3); i; i--) call->argument[below(f, 6)] = any(f);
            return;
        }
        do call->number = way < 14 ? favourites[below(f, favourite_count)] : below(f, way == 14 ? 470 : NUMBERS);
        while (is_deadly[call->number] || (is_rare(call->number) && below(f, call->number == SYS_rt_sigreturn ? 512 : 64)));
        const char *letters = shape_of[call->number];
        for (int i = 0; i < 6; i++) {
            call->argument[i] = letters && *letters && below(f, 8) ? typed(f, *letters) : any(f);
            if (letters && *letters) letters++;
        }
    }
    """#
