// id: X03
// does: gives a file of the host's a second name and changes it through that
// expect: WA
// layers: seccomp own-root landlock-files
// without: landlock-network landlock-scopes
// Whatever a Landlock domain is for, nobody in it may give a file a name in another folder. What is changed is a page of
// the file that is mapped: no limit of a file's size knows of that.
ATTACK int attack(void) {
    const char *mine = CANARY_FOLDER "/open/mine";
    if (link(CANARY_FOLDER "/writable", mine) != 0) {
        note("%s", strerror(errno));
        return 0;
    }
    int fd = open(mine, O_RDWR);
    char *text = mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (text != MAP_FAILED) *text = 'X';
    unlink(mine);
    return text != MAP_FAILED;
}
