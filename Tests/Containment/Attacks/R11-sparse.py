# id: R11
# does: makes a file of a gibibyte without writing it
# expect: WA
# layers: seccomp own-root landlock-files file-size-limit
def attack():
    import os
    try:
        file = os.open(CANARY_FOLDER + "/open", os.O_TMPFILE | os.O_RDWR, 0o600)
        os.ftruncate(file, 1 << 30)
        return os.fstat(file).st_size == 1 << 30
    except OSError as error:
        note(error)
        return False
