#ifndef SEQJUDGE_PLAIN_H
#define SEQJUDGE_PLAIN_H

enum plainness {
    NOT_PLAIN,
    PLAIN,      /* it holds nothing but what every linker must make the same program of */
    PLAIN_LEAN, /* and it asks for nothing but well-known functions of the C library */
};

enum plainness plainness_of_object(const char *path);

#endif
