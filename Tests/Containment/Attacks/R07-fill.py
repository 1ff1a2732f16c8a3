# id: R07
# does: fills a folder that is everybody's with 128 MiB, in a file without a name
# expect: WA
# limits: memory=256
# layers: own-root landlock-files file-size-limit
def attack():
    import os
    try:
        file = os.open(CANARY_FOLDER + "/open", os.O_TMPFILE | os.O_WRONLY, 0o600)
        return all(os.write(file, bytes(1 << 20)) == 1 << 20 for _ in range(128))
    except OSError as error:
        note(error)
        return False
