/* The compiler's driver inside the compile jail: what `gcc` does with its parts, without the parts it does not need.
 *
 *   compile OBJECT DEPENDENCIES1 DEPENDENCIES2 {COUNT WORD...} x 5
 *
 * The commands are the compiler proper (standard input to assembler text on standard output), the assembler (standard
 * input to OBJECT), a fast linker without libraries that a lean object does not ask for, the same with all of them
 * (COUNT may be 0 for either) and the linker. Compiler and assembler run at once, joined by a pipe. The fast linker is
 * tried on a plain object only; what it refuses, and every other object, goes to the linker, whose word is final. After a success the two lists of dependencies are written to standard output.
 *
 * Exit status: 0 a program was made; 1 a part said no, or was ended by a signal; 70 this program could not do its
 * work, and the whole is to be done in another way. It runs in the jail and trusts nothing that it reads there.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plain.h"

enum { CANNOT = 70 };

struct command {
    int count;
    char **words; /* ends with a null pointer once the next command's count has been read */
};

extern char **environ;

static _Noreturn void give_up(const char *what)
{
    dprintf(2, "compile: %s: %s\n", what, strerror(errno));
    _exit(CANNOT);
}

/* The parts of gcc run with a stack of 64 MiB where the hard limit allows it, for it recurses on its input. */
static void raise_stack(void)
{
    struct rlimit limit;
    rlim_t wanted = 64 << 20;
    if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = limit.rlim_max == RLIM_INFINITY || limit.rlim_max > wanted ? wanted : limit.rlim_max;
    (void)setrlimit(RLIMIT_STACK, &limit);
}

static pid_t start(const struct command *command, int input, int output, int errors)
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    if (posix_spawn_file_actions_init(&actions) != 0)
        give_up("prepare a command");
    if (input != 0)
        posix_spawn_file_actions_adddup2(&actions, input, 0);
    if (output != 1)
        posix_spawn_file_actions_adddup2(&actions, output, 1);
    if (errors != 2)
        posix_spawn_file_actions_adddup2(&actions, errors, 2);
    errno = posix_spawn(&child, command->words[0], &actions, NULL, command->words, environ);
    if (errno != 0)
        give_up(command->words[0]);
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

static int outcome(pid_t child)
{
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            give_up("wait for a command");
    return status;
}

/* Whether it succeeded. A part that a signal ended has said nothing itself; a broken pipe is the other part's story. */
static int succeeded(const struct command *command, int status)
{
    if (WIFSIGNALED(status) && WTERMSIG(status) != SIGPIPE)
        dprintf(2, "%s: fatal error: ended by signal %d (%s)\n", command->words[0], WTERMSIG(status),
                strsignal(WTERMSIG(status)));
    return status == 0;
}

static int make_object(const struct command *compiler, const struct command *assembler)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        give_up("make a pipe");
    pid_t first = start(compiler, 0, ends[1], 2);
    close(ends[1]);
    pid_t second = start(assembler, ends[0], 1, 2);
    close(ends[0]);
    int compiled = succeeded(compiler, outcome(first));
    int assembled = succeeded(assembler, outcome(second));
    return compiled && assembled;
}

enum { COMPILER, ASSEMBLER, LEAN_LINKER, FAST_LINKER, LINKER, COMMANDS };

/* What the fast linker has to say is nobody's business: it made a program, or the linker speaks. */
static int link_fast(const struct command *linker)
{
    if (linker->count == 0)
        return 0;
    int errors = open("link.err", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (errors < 0)
        return 0;
    int status = outcome(start(linker, 0, errors, errors));
    close(errors);
    return status == 0;
}

static void tell(const char *name)
{
    char buffer[16384];
    ssize_t size;
    int file = open(name, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        give_up(name);
    while ((size = read(file, buffer, sizeof buffer)) > 0)
        for (ssize_t done = 0; done < size;) {
            ssize_t written = write(1, buffer + done, (size_t)(size - done));
            if (written <= 0)
                give_up("tell of dependencies");
            done += written;
        }
    close(file);
}

int main(int argc, char **argv)
{
    struct command commands[COMMANDS];
    int position = 4;
    for (int number = 0; number < COMMANDS; number++) {
        errno = EINVAL;
        if (position >= argc)
            give_up("arguments");
        int count = atoi(argv[position]);
        argv[position] = NULL; /* the end of the words before */
        if (count < 0 || count > argc - position - 1 || (count == 0 && number != LEAN_LINKER && number != FAST_LINKER))
            give_up("arguments");
        commands[number] = (struct command){count, argv + position + 1};
        position += count + 1;
    }
    raise_stack();
    if (!make_object(&commands[COMPILER], &commands[ASSEMBLER]))
        return 1;
    enum plainness plain = plainness_of_object(argv[1]);
    int linked = (plain == PLAIN_LEAN && link_fast(&commands[LEAN_LINKER])) ||
                 (plain != NOT_PLAIN && link_fast(&commands[FAST_LINKER]));
    const struct command *linker = &commands[LINKER];
    if (!linked && !succeeded(linker, outcome(start(linker, 0, 1, 2))))
        return 1;
    tell(argv[2]);
    tell(argv[3]);
    return 0;
}
