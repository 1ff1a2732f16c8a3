# id: I03
# does: reads files of the host that anybody may read
# expect: WA
# layers: own-root landlock-files
def attack():
    import os
    note(os.access("/etc/passwd", os.R_OK), os.path.exists("/proc/self"))
    return file_has_token(CANARY_FOLDER + "/public")
