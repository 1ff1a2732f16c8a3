// id: X03
// does: changes the mode of a file of the host's
// expect: WA
// layers: seccomp own-root separate-uid
ATTACK int attack(void) {
    struct stat status;
    if (chmod(CANARY_FOLDER "/writable", 0640) == 0 && stat(CANARY_FOLDER "/writable", &status) == 0)
        return (status.st_mode & 07777) == 0640;
    note("%s", strerror(errno));
    return 0;
}
