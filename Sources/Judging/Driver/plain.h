#ifndef SEQJUDGE_PLAIN_H
#define SEQJUDGE_PLAIN_H

/* Whether an object file holds nothing but what every linker must make the same program of. */
int is_plain_object(const char *path);

#endif
