// Tells, in one line a fact, all that a jailed program can see of its jail. Two runs in equally strong jails print the same.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <unistd.h>

static void limits(void) {
    for (int what = 0; what < RLIM_NLIMITS; what++) {
        struct rlimit limit = {0, 0};
        getrlimit((__rlimit_resource_t)what, &limit);
        printf("limit %d: %lld %lld\n", what, (long long)limit.rlim_cur, (long long)limit.rlim_max);
    }
}

static void descriptors(void) {
    for (int fd = 0; fd < 256; fd++)
        if (fcntl(fd, F_GETFD) >= 0) printf("descriptor %d\n", fd);
}

static void files(const char *folder) {
    static const char *const names[] = {"secret", "public", "writable", "open/left"};
    char path[200];
    for (int i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        int fd = open(path, i < 2 ? O_RDONLY : i == 2 ? O_WRONLY : O_CREAT | O_WRONLY, 0600);
        printf("file %s: %s\n", names[i], fd >= 0 ? "open" : "closed");
        if (fd >= 0) close(fd);
        if (i == 3) unlink(path);
    }
    printf("proc: %s\n", access("/proc/1/status", R_OK) == 0 ? "there" : "not there");
    printf("root: %s\n", open("/left", O_CREAT | O_WRONLY, 0600) >= 0 ? "writable" : "not writable");
    unlink("/left");
}

static void connections(int port, const char *name) {
    int tcp = socket(AF_INET, SOCK_STREAM, 0), local = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    struct sockaddr_un abstract = {.sun_family = AF_UNIX};
    strcpy(abstract.sun_path + 1, name);
    printf("tcp: %s\n", connect(tcp, (struct sockaddr *)&address, sizeof address) == 0 ? "connected" : "no");
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name));
    printf("abstract: %s\n", connect(local, (struct sockaddr *)&abstract, size) == 0 ? "connected" : "no");
    close(tcp);
    close(local);
}

static void standing(pid_t victim) {
    struct utsname names;
    uname(&names);
    sigset_t blocked;
    sigprocmask(SIG_SETMASK, NULL, &blocked);
    int ignored = 0;
    for (int number = 1; number < 32; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN) ignored++;
    }
    int death = 0;
    prctl(PR_GET_PDEATHSIG, &death);
    mode_t mask = umask(0);
    unsigned version[2] = {0x20080522, 0}, held[6] = {0};
    syscall(SYS_capget, version, held);
    printf("host %s, small pid %d, uid same %d, own session %d\n", names.nodename, getpid() < 100, getuid() == 0,
           getsid(0) == getpid());
    printf("ignored %d, blocked %d, death %d, umask %o, nice %d\n", ignored, sigismember(&blocked, SIGTERM), death, mask,
           getpriority(PRIO_PROCESS, 0));
    printf("new privileges %d, filter %d, capabilities %x\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0),
           prctl(PR_GET_SECCOMP, 0, 0, 0, 0), held[0] | held[1] | held[2] | held[3] | held[4] | held[5]);
    printf("victim %s\n", kill(victim, 0) == 0 ? "in reach" : "out of reach");
    printf("namespace %s\n", unshare(CLONE_NEWUTS) == 0 ? "made" : "refused");
}

int main(int count, char **words) {
    if (count < 5) return 2;
    descriptors();
    limits();
    files(words[1]);
    connections(atoi(words[2]), words[3]);
    standing(atoi(words[4]));
    return 0;
}
