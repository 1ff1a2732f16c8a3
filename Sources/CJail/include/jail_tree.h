// Removing what untrusted programs may have made. Used by the warden and by the library.
#ifndef JAIL_TREE_H
#define JAIL_TREE_H

#include <sys/types.h>

/// How a lockdown cell's scratch folder is named: this, then the pid of its warden.
#define JAIL_SCRATCH_PREFIX "seqjudge-"

/// Empties and removes a folder (or removes a file) without following any link; modes and depth do not matter, and no
/// more than four descriptors are open. `name` is in the folder `parent`. 0, also where there is none; -1 with errno.
int jail_remove_tree(int parent, const char *name);

/// The host uids that cells use.
#define JAIL_UID_FIRST 0x70000000u
#define JAIL_UID_LAST 0x703fffffu

/// Removes the scratch folder in `parent` of a warden, if it is ours or a cell's. 0, also where there is none; -1 with
/// errno.
int jail_remove_scratch(const char *parent, pid_t warden);

/// Removes the scratch folders in `parent` whose warden is not there any more, which somebody has killed. -1 with errno
/// where `parent` cannot be read.
int jail_sweep_scratch(const char *parent);

#endif
