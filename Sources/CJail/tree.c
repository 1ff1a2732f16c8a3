#include "jail_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// It goes down by moving deep folders up, so that no path grows and only two descriptors are open.
int jail_remove_tree(int parent, const char *name) {
    if (unlinkat(parent, name, 0) == 0 || errno == ENOENT) return 0;
    for (unsigned round = 0; round < 1000000; round++) {
        fchmodat(parent, name, 0700, 0);
        int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (folder < 0) return -1;
        DIR *list = fdopendir(dup(folder));
        struct dirent *entry;
        unsigned lifted = 0;
        while (list && (entry = readdir(list))) {
            if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
            if (unlinkat(folder, entry->d_name, 0) == 0) continue;
            fchmodat(folder, entry->d_name, 0700, 0);
            if (unlinkat(folder, entry->d_name, AT_REMOVEDIR) == 0) continue;
            int inner = openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            DIR *inner_list = inner >= 0 ? fdopendir(inner) : NULL;
            struct dirent *child;
            while (inner_list && (child = readdir(inner_list))) {
                if (!strcmp(child->d_name, ".") || !strcmp(child->d_name, "..")) continue;
                if (unlinkat(dirfd(inner_list), child->d_name, 0) == 0) continue;
                char lift[40];
                snprintf(lift, sizeof lift, ".lift-%u-%u", round, lifted++);
                fchmodat(dirfd(inner_list), child->d_name, 0700, 0);
                renameat(dirfd(inner_list), child->d_name, folder, lift);
            }
            if (inner_list) closedir(inner_list);
            unlinkat(folder, entry->d_name, AT_REMOVEDIR);
        }
        if (list) closedir(list);
        close(folder);
        if (unlinkat(parent, name, AT_REMOVEDIR) == 0) return 0;
        if (errno != ENOTEMPTY && errno != EEXIST) return -1;
    }
    return -1;
}

// Ours or a cell's, and a folder: anybody may make a folder of such a name in /tmp, and could put a link in its place.
static int is_ours(int parent, const char *name) {
    struct stat status;
    if (fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(status.st_mode)) return 0;
    return status.st_uid == geteuid() || (status.st_uid >= JAIL_UID_FIRST && status.st_uid <= JAIL_UID_LAST);
}

int jail_remove_scratch(const char *parent, pid_t warden) {
    char name[64];
    int folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -1;
    snprintf(name, sizeof name, JAIL_SCRATCH_PREFIX "%d", (int)warden);
    int outcome = is_ours(folder, name) ? jail_remove_tree(folder, name) : 0;
    int error = errno;
    close(folder);
    errno = error;
    return outcome;
}

int jail_sweep_scratch(const char *parent) {
    DIR *list = opendir(parent);
    if (!list) return -1;
    struct dirent *entry;
    while ((entry = readdir(list))) {
        char *end = entry->d_name;
        if (strncmp(entry->d_name, JAIL_SCRATCH_PREFIX, sizeof JAIL_SCRATCH_PREFIX - 1) != 0) continue;
        long pid = strtol(entry->d_name + sizeof JAIL_SCRATCH_PREFIX - 1, &end, 10);
        if (*end || pid <= 1 || kill((pid_t)pid, 0) == 0 || errno != ESRCH) continue;
        jail_remove_scratch(parent, (pid_t)pid);
    }
    closedir(list);
    return 0;
}
