/// A program that tries one thing, named by its first argument, and prints what came of it. Compiled once.
let probeSource = #"""
    #define _GNU_SOURCE
    #include <arpa/inet.h>
    #include <errno.h>
    #include <fcntl.h>
    #include <pthread.h>
    #include <sched.h>
    #include <signal.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/mman.h>
    #include <sys/prctl.h>
    #include <sys/resource.h>
    #include <sys/ptrace.h>
    #include <sys/socket.h>
    #include <sys/stat.h>
    #include <sys/syscall.h>
    #include <sys/un.h>
    #include <sys/wait.h>
    #include <unistd.h>
    extern char **environ;
    static volatile unsigned long sink;
    static void *spin(void *x) { for (;;) sink++; return x; }
    static void *sleeper(void *x) { sleep(30); return x; }
    static int told(const char *what, long outcome) {
        printf("%s %s\n", what, outcome < 0 ? strerrorname_np(errno) : "works");
        return 0;
    }
    static int dive(int depth) { char room[4096]; memset(room, depth, sizeof room); return room[7] + dive(depth + 1); }
    int main(int count, char **argument) {
        const char *what = argument[1], *more = count > 2 ? argument[2] : "";
        pthread_t thread;
        if (!strcmp(what, "exit")) return atoi(more);
        if (!strcmp(what, "signal")) return kill(getpid(), atoi(more)), pause();
        if (!strcmp(what, "spin")) spin(0);
        // A session of its own, which a group's leader cannot begin: the kernel shares processors out among sessions.
        if (!strcmp(what, "neighbour")) { if (fork()) pause(); prctl(PR_SET_PDEATHSIG, SIGKILL); setsid();
            setrlimit(RLIMIT_CPU, &(struct rlimit){5, 5}); spin(0); }
        if (!strcmp(what, "spin twice")) { pthread_create(&thread, 0, spin, 0); spin(0); }
        if (!strcmp(what, "stubborn")) { for (int i = 1; i < 32; i++) signal(i, SIG_IGN); spin(0); }
        if (!strcmp(what, "sleep")) { signal(SIGTERM, SIG_IGN); for (;;) pause(); }
        if (!strcmp(what, "hog")) for (;;) { char *p = malloc(1 << 20); if (!p) abort(); memset(p, 1, 1 << 20); }
        if (!strcmp(what, "flood")) for (;;) if (write(1, argument[0], 1) < 0) return 1;
        if (!strcmp(what, "dive")) return dive(0);
        if (!strcmp(what, "fork")) { pid_t pid = fork(); if (pid == 0) _exit(0); return told("fork", pid); }
        if (!strcmp(what, "threads")) { int n = 0; while (n < 500 && !pthread_create(&thread, 0, sleeper, 0)) n++;
            printf("%d\n", n); return 0; }
        if (!strcmp(what, "descriptors")) { for (int i = 0; i < 1024; i++) if (fcntl(i, F_GETFD) >= 0) printf("%d ", i);
            return 0; }
        if (!strcmp(what, "environment")) { for (char **e = environ; *e; e++) puts(*e); return 0; }
        if (!strcmp(what, "ids")) { printf("%d %d\n", getuid(), getpid()); return 0; }
        if (!strcmp(what, "host")) { char name[256]; gethostname(name, 256); puts(name); return 0; }
        if (!strcmp(what, "privileges")) { printf("%d\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)); return 0; }
        if (!strcmp(what, "read")) { int fd = open(more, O_RDONLY); told("open", fd); char text[64] = "";
            if (fd >= 0 && read(fd, text, 63) > 0) puts(text); return 0; }
        if (!strcmp(what, "write")) return told("write", open(more, O_WRONLY | O_CREAT, 0600));
        if (!strcmp(what, "connect")) { int fd = socket(AF_INET, SOCK_STREAM, 0); if (fd < 0) return told("socket", fd);
            struct sockaddr_in to = {AF_INET, htons(atoi(more)), {htonl(INADDR_LOOPBACK)}, {0}};
            return told("connect", connect(fd, (void *)&to, sizeof to)); }
        if (!strcmp(what, "unshare")) return told("unshare", unshare(CLONE_NEWUSER));
        if (!strcmp(what, "raw")) return told("call", syscall(atol(more), 0, 0, 0, 0, 0, 0));
        if (!strcmp(what, "ptrace")) return told("ptrace", ptrace(PTRACE_TRACEME, 0, 0, 0));
        if (!strcmp(what, "int80")) { long out; __asm__ volatile("int $0x80" : "=a"(out) : "a"(20L)); puts("works"); return 0; }
        if (!strcmp(what, "x32")) { syscall(0x40000000 + 39); puts("works"); return 0; }
        if (!strcmp(what, "kill others")) { int a = kill(getppid(), SIGKILL), b = kill(-1, SIGKILL);
            printf("%d %d\n", a, b); return 0; }
        if (!strcmp(what, "link")) return told("link", symlink("/etc/passwd", "left"));
        if (!strcmp(what, "fifo")) return told("fifo", mknod("left", S_IFIFO | 0600, 0));
        if (!strcmp(what, "folder")) return told("folder", mkdir("left", 0700));
        if (!strcmp(what, "mode")) return told("mode", chmod(more, 0));
        if (!strcmp(what, "times")) return told("times", utimensat(AT_FDCWD, more, 0, 0));
        if (!strcmp(what, "file")) { int fd = open("left", O_WRONLY | O_CREAT | O_EXCL, 0600); told("file", fd);
            return write(fd, "kept", 4) != 4; }
        if (!strcmp(what, "twice")) { int fd = open("other", O_WRONLY | O_CREAT, 0600); write(fd, "kept", 4);
            return told("hard link", link("other", "left")); }
        if (!strcmp(what, "large")) { int fd = open("left", O_WRONLY | O_CREAT, 0600); char room[65536];
            memset(room, 1, sizeof room); for (;;) if (write(fd, room, sizeof room) < 0) return 1; }
        if (!strcmp(what, "deep")) { int i = 0; while (i < 2000 && !mkdir("d", 0700) && !chdir("d")) i++;
            printf("%d\n", i); return 0; }
        if (!strcmp(what, "echo")) { char line[100]; while (fgets(line, 100, stdin)) { fputs(line, stdout); fflush(stdout); }
            return 0; }
        return 99;
    }
    """#
