// Trees that a program may leave behind in its scratch folder: all of it goes, and nothing beside it is touched.
//
// The trees hold links to `/` and to what lies beside them, which neither those who make them nor those who remove them
// may follow. Should one do so, it must not be the host that is changed: each case is made and removed in a child whose
// root is a folder of its own and whose user is nobody. Where that cannot be had, nothing is tried.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz.h"
#include "warden.h"

enum { NOBODY = 65534, LIMIT = 20 };  // seconds for one case

static char home[64];

static void prepare(void) {
    if (geteuid() != 0) {
        fprintf(stderr, "skipped: without root there is no other root to be confined to\n");
        exit(0);
    }
    // In memory, where that can be had: a case makes hundreds of files.
    snprintf(home, sizeof home, "%s/seqjudge-tree-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    PROMISE(mkdtemp(home) != NULL && chmod(home, 0755) == 0);
}

// For good: another root, and no privilege to leave it.
static void confine(void) {
    struct stat top, up;
    if (chroot(home) != 0 || chdir("/") != 0 || setgroups(0, NULL) != 0) _exit(2);
    if (setresgid(NOBODY, NOBODY, NOBODY) != 0 || setresuid(NOBODY, NOBODY, NOBODY) != 0) _exit(2);
    if (setuid(0) == 0 || geteuid() != NOBODY) _exit(2);
    // Seen, not believed: this root has nothing but what belongs to the case.
    if (stat("/", &top) != 0 || stat("/..", &up) != 0 || top.st_ino != up.st_ino || access("/usr", F_OK) == 0) _exit(2);
}

static int is_folder(const char *name) {
    struct stat status;
    return lstat(name, &status) == 0 && S_ISDIR(status.st_mode);
}

// Whether that worked: who counts how deep he is must not come out higher than he went in.
static int enter(const char *name) {
    int folder = open(name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) return 0;
    int entered = fchdir(folder) == 0;
    close(folder);
    return entered;
}

// One entry of two bytes: what it is, and its name or mode. No link is followed.
static void make(uint8_t what, uint8_t more, int *depth) {
    char name[300];
    memset(name, 'a' + more % 26, sizeof name);
    name[more % 8 == 0 ? 255 : 1 + more % 4] = 0;
    if (more % 16 == 5) snprintf(name, sizeof name, ".lift-%u-%u", more % 4u, more / 64u);
    if (more % 16 == 6) memcpy(name, "\n\033\xff", 4);
    switch (what % 12) {
    case 0: case 1: case 2:
        (void)!mkdir(name, 0700);
        if (enter(name)) ++*depth;
        break;
    case 3:
        if (*depth > 0 && chdir("..") == 0) --*depth;
        break;
    case 4: close(open(name, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0600)); break;
    case 5: (void)!symlink("/", name); break;
    case 6: (void)!symlink("/beside", name); break;
    case 7: (void)!symlink("/beside/canary", name); break;
    case 8: (void)!mkfifo(name, 0); break;
    case 9:
        if (*depth > 0) (void)!chmod(".", more % 2 ? 0 : 01777);
        break;
    case 10:
        if (is_folder(name)) (void)!chmod(name, 0);
        break;
    default: (void)!mkdir(name, more % 2 ? 0 : 0500); break;
    }
}

static int is_as_before(const char *path, mode_t mode) {
    struct stat status;
    return lstat(path, &status) == 0 && (status.st_mode & 07777) == mode;
}

static void try_case(const uint8_t *bytes, size_t size) {
    int depth = 0, top;
    if (mkdir("work/tree", 0700) != 0 || (top = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0) _exit(2);
    if (!enter("work/tree")) _exit(2);
    for (size_t i = 0; i + 1 < size && i < 2000; i += 2) make(bytes[i], bytes[i + 1], &depth);
    PROMISE(fchdir(top) == 0);
    PROMISE(jail_remove_tree(AT_FDCWD, "work/tree") == 0);
    PROMISE(access("work/tree", F_OK) != 0);
    PROMISE(is_as_before("/", 0711) && is_as_before("/beside", 0711) && is_as_before("/beside/canary", 0640));
}

// What the trees lie beside, anew for each case. All of it is nobody's, so that only the code under test spares it.
static void lay_out(void) {
    char path[128];
    static const struct { const char *name; mode_t mode; } folders[] = {{"", 0711}, {"/beside", 0711}, {"/work", 0700}};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(path, sizeof path, "%s%s", home, folders[i].name);
        PROMISE(mkdir(path, 0700) == 0 || errno == EEXIST);
        PROMISE(chmod(path, folders[i].mode) == 0 && chown(path, NOBODY, NOBODY) == 0);
    }
    snprintf(path, sizeof path, "%s/beside/canary", home);
    int canary = open(path, O_CREAT | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0640);
    PROMISE(canary >= 0 && fchmod(canary, 0640) == 0 && fchown(canary, NOBODY, NOBODY) == 0 && close(canary) == 0);
}

// Only what lay_out made: where more is left, it stays to be looked at.
static void clear(void) {
    static const char *const names[] = {"/beside/canary", "/beside", "/work", ""};
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s%s", home, names[i]);
        if (remove(path) != 0) perror(path);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    int status;
    if (!home[0]) {
        prepare();
        atexit(clear);
    }
    lay_out();
    pid_t child = fork();
    PROMISE(child >= 0);
    if (child == 0) {
        confine();
        alarm(LIMIT);
        try_case(bytes, size);
        _exit(0);
    }
    while (waitpid(child, &status, 0) < 0) PROMISE(errno == EINTR);
    PROMISE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return 0;
}

size_t seed(unsigned number, uint8_t *bytes, size_t room) {
    if (number >= 8 || room < 800) return 0;
    for (unsigned i = 0; i < 400; i++) {
        bytes[2 * i] = (uint8_t)(number < 2 ? number * 4 : i * (number + 1));
        bytes[2 * i + 1] = (uint8_t)(i * 7 + number);
    }
    return 800;
}
