// The cell's root: a small tmpfs with read-only binds of what the profile names, and nothing else of the host.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "keeper.h"
#include "warden.h"

#ifndef OPEN_TREE_CLONE
#define OPEN_TREE_CLONE 1
#endif
#ifndef AT_RECURSIVE
#define AT_RECURSIVE 0x8000
#endif

static const char *const staging = "/tmp";  // the mount namespace is ours: nobody else sees it covered
static int trees[PATHS_MAX];

static int set_attributes(int fd, const char *path, unsigned flags, uint64_t attributes) {
    struct mount_attr attr = {.attr_set = attributes};
    return (int)syscall(SYS_mount_setattr, fd, path, flags, &attr, sizeof attr);
}

// Takes a detached copy of each bind before the staging mount can cover any of them.
static int copy_trees(void) {
    for (uint32_t i = 0; i < cell.setup.paths; i++) {
        const struct path_rule *rule = &cell.paths[i];
        trees[i] = -1;
        if (rule->kind == JAIL_PATH_LINK) continue;
        trees[i] = (int)syscall(SYS_open_tree, AT_FDCWD, rule->path,
                                OPEN_TREE_CLONE | O_CLOEXEC | AT_RECURSIVE);
        if (trees[i] < 0) return fail("copy the mount of", rule->path, NULL);
        uint64_t attributes = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID;
        if (WITHOUT(JAIL_READ_ONLY_MOUNTS)) attributes = MOUNT_ATTR_NOSUID;
        if (rule->kind != JAIL_PATH_DEVICE) attributes |= MOUNT_ATTR_NODEV;
        if (rule->kind != JAIL_PATH_EXECUTE && rule->kind != JAIL_PATH_READ) attributes |= MOUNT_ATTR_NOEXEC;
        if (set_attributes(trees[i], "", AT_EMPTY_PATH | AT_RECURSIVE, attributes) != 0)
            return fail("mount", rule->path, "read-only");
    }
    return 0;
}

// Makes the folders above `path`, which is relative to the working directory, and gives 0.
static int make_parents(const char *path) {
    char partial[1024];
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        size_t length = (size_t)(slash - path);
        if (length >= sizeof partial) {
            errno = ENAMETOOLONG;
            return -1;
        }
        memcpy(partial, path, length);
        partial[length] = 0;
        if (mkdir(partial, 0755) != 0 && errno != EEXIST) return -1;
    }
    return 0;
}

static int is_folder(int fd) {
    struct stat status;
    return fstatat(fd, "", &status, AT_EMPTY_PATH) == 0 && S_ISDIR(status.st_mode);
}

static int attach_trees(void) {
    for (uint32_t i = 0; i < cell.setup.paths; i++) {
        const struct path_rule *rule = &cell.paths[i];
        const char *relative = rule->path + 1;
        if (make_parents(relative) != 0) return fail("make the folders of", rule->path, NULL);
        if (rule->kind == JAIL_PATH_LINK) {
            if (symlink(rule->target, relative) != 0 && errno != EEXIST) return fail("link", rule->path, NULL);
            continue;
        }
        if (is_folder(trees[i])) {
            if (mkdir(relative, 0755) != 0 && errno != EEXIST) return fail("make folder", rule->path, NULL);
        } else {
            int file = open(relative, O_CREAT | O_RDONLY | O_CLOEXEC, 0644);
            if (file < 0 && errno != EROFS) return fail("make file", rule->path, NULL);
            if (file >= 0) close(file);
        }
        if (syscall(SYS_move_mount, trees[i], "", AT_FDCWD, relative, MOVE_MOUNT_F_EMPTY_PATH) != 0)
            return fail("mount", rule->path, NULL);
        close(trees[i]);
    }
    return 0;
}

// Before the uid is given up: the way to a toolchain may lead through folders that only its owner may enter.
int prepare_root(void) {
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return fail("make", "/", "private");
    return copy_trees();
}

// The stem becomes a file, since an interpreter loads its extensions by a path.
static int place_stem(void) {
    char block[4096];
    if (cell.stem < 0) return 0;
    int file = open(STEM_PATH + 1, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0755);
    if (file < 0) return fail("make file", STEM_PATH, NULL);
    off_t place = 0;
    for (ssize_t size; (size = pread(cell.stem, block, sizeof block, place)) > 0; place += size)
        if (write(file, block, (size_t)size) != size) {
            close(file);
            return fail("write", STEM_PATH, NULL);
        }
    close(file);
    return 0;
}

int has_own_root(void) { return cell.setup.rung != JAIL_LOCKDOWN && !WITHOUT(JAIL_OWN_ROOT); }

int build_root(void) {
    if (mount("tmpfs", staging, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=256k,nr_inodes=1024") != 0)
        return fail("mount the root's", "tmpfs", NULL);
    if (chdir(staging) != 0) return fail("enter", "the new root", NULL);
    if (attach_trees() != 0) return -1;
    if (place_stem() != 0) return -1;
    if (mkdir("tmp", 0755) != 0 && errno != EEXIST) return fail("make folder", "/tmp", NULL);
    if (syscall(SYS_pivot_root, ".", ".") != 0) return fail("pivot_root", NULL, NULL);
    if (umount2(".", MNT_DETACH) != 0) return fail("unmount", "the old root", NULL);
    if (chdir("/") != 0) return fail("enter", "/", NULL);
    if (!WITHOUT(JAIL_READ_ONLY_MOUNTS) &&
        set_attributes(AT_FDCWD, "/", 0, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV) != 0)
        return fail("mount", "/", "read-only");
    return 0;
}

// Whether a run before left its scratch folder mounted, which happens only where that is wanted.
static int has_scratch(void) {
    struct stat status;
    return stat("/tmp", &status) == 0 && (status.st_mode & 07777) == 0700;
}

// A fresh scratch folder for one run, in a mount namespace of its own: it is gone with the run's last process.
int mount_scratch(void) {
    char options[96];
    unsigned long long size = cell.setup.scratch_bytes, inodes = 4096;
    if (WITHOUT(JAIL_SCRATCH_SIZE)) size = inodes = 0;
    if (!WITHOUT(JAIL_FRESH_SCRATCH) && unshare(CLONE_NEWNS) != 0)
        return fail("unshare", "the run's mount namespace", NULL);
    snprintf(options, sizeof options, "mode=0700,size=%llu,nr_inodes=%llu", size, inodes);
    if (!(WITHOUT(JAIL_FRESH_SCRATCH) && has_scratch()) &&
        mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, options) != 0)
        return fail("mount", "/tmp", "as scratch");
    return chdir("/tmp") == 0 ? 0 : fail("enter", "/tmp", NULL);
}
