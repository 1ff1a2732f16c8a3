// The host's side of the jail that Swift cannot write: a clone without the parent's memory, descriptors in messages.
#ifndef CJAIL_H
#define CJAIL_H

#include <stddef.h>
#include <sys/types.h>

#include "jail_protocol.h"
#include "jail_tree.h"

/// A sealed, executable, close-on-exec memory file that holds `size` bytes; -1 with errno.
int cjail_image(const void *bytes, size_t size);

/// Starts the warden from `image`. Gives its pid, our end of the socket and a pidfd; -1 with errno. The warden is no
/// child that `waitpid(-1)` of the embedding program could take away: see `cjail_wait`.
pid_t cjail_spawn(int image, int *socket_out, int *pidfd_out);

/// Ends a warden at once.
int cjail_kill(int pidfd);

/// Waits for a warden's end and reaps it.
int cjail_wait(int pidfd);

/// Sends one datagram with `count` descriptors; 0, or -1 with errno.
int cjail_send(int socket, const void *bytes, size_t size, const int *descriptors, int count);

/// Receives one datagram, without waiting; its size, 0 at the end, -1 with errno. `*descriptor` is -1 or a new one.
ssize_t cjail_receive(int socket, void *bytes, size_t size, int *descriptor);

/// A close-on-exec pipe whose end `ours` (0: read, 1: write) does not block.
int cjail_pipe(int descriptors[2], int ours);

/// As write(2), but a reader that is gone is EPIPE and never a signal for the embedding program.
ssize_t cjail_write(int descriptor, const void *bytes, size_t size);

/// The kernel's Landlock ABI; 0 without Landlock.
int cjail_landlock_abi(void);

/// The processors that this thread may use, as bits; -1 with errno.
int cjail_bound(unsigned char *mask, size_t size);

/// Has this thread, and what it starts, use these only; -1 with errno.
int cjail_bind(const unsigned char *mask, size_t size);

#endif
