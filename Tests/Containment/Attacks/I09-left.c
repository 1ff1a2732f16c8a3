// id: I09
// does: leaves a name in the file system for the runs after it
// expect: WA
// layers: read-only-mounts landlock-files
// layers.lockdown: landlock-files
// twice: yes
// cases: 1
ATTACK int attack(void) {
    // Where there is no root of its own, the canaries' open folder is the place.
    const char *place = access(CANARY_FOLDER, F_OK) == 0 ? CANARY_FOLDER "/open/left" : "/left";
    int found = access(place, F_OK) == 0;
    int fd = open(place, O_CREAT | O_WRONLY, 0666);
    if (fd < 0) note("%s: %s", place, strerror(errno));
    else close(fd);
    return found;
}
