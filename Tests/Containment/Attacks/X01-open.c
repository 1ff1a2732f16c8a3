// id: X01
// does: leaves a file where everybody may write for the next run to find
// expect: WA
// twice: yes
// cases: 1
// layers: own-root landlock-files
ATTACK int attack(void) {
    if (access(CANARY_FOLDER "/open/left", F_OK) == 0) return 1;
    int fd = open(CANARY_FOLDER "/open/left", O_WRONLY | O_CREAT, 0600);
    if (fd < 0) note("%s", strerror(errno));
    return 0;
}
