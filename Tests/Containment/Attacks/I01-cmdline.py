# id: I01
# does: reads the judge's command line, environment and list of descriptors in the process table
# expect: WA
# layers: own-root landlock-files
def attack():
    import os
    found = 0
    for name in ("cmdline", "environ", "status"):
        for pid in (JUDGE_PID, 1):
            try:
                with open(f"/proc/{pid}/{name}", "rb") as file: found += len(file.read())
            except OSError as error:
                note(error)
    try:
        found += len(os.listdir(f"/proc/{JUDGE_PID}/fd"))
    except OSError as error:
        note(error)
    return found > 0
