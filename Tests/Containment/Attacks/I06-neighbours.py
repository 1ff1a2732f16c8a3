# id: I06
# does: reads what the process table and the temporary folder tell of other runs and their watchers
# expect: WA
# layers: own-root landlock-files
def attack():
    import os
    found = []
    try:
        found += os.listdir("/tmp")
    except OSError as error:
        note(error)
    try:
        own = os.readlink("/proc/self")
        for name in os.listdir("/proc"):
            if name.isdigit() and name != own: found.append(open(f"/proc/{name}/cmdline", "rb").read())
    except OSError as error:
        note(error)
    return bool(found)
