#ifndef KEEPER_H
#define KEEPER_H

enum { INSIDE_ID = 1000 };  // user and group id that a candidate sees on the rungs with namespaces

#define STEM_PATH "/.seqjudge-stem.so"  // in the cell's own root

int keeper_set_up(void);

#endif
