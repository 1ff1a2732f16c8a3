# id: I01
# does: reads the secret out of the judge's memory, by /proc/PID/maps and /proc/PID/mem
# expect: WA
# layers.lockdown: separate-uid capabilities landlock-files landlock-network landlock-scopes
# Everywhere else the user namespace, which cannot be left out, denies it besides.
# control: bare
# control.lockdown: layers
def attack():
    import re
    secret = re.compile(b"".join([b"canary", b"-[0-9a-z]{40}"]))
    try:
        with open(f"/proc/{JUDGE_PID}/maps") as file: lines = file.readlines()
        with open(f"/proc/{JUDGE_PID}/mem", "rb", buffering=0) as memory:
            for line in lines:
                area, mode, _, _, inode = line.split()[:5]
                start, end = (int(number, 16) for number in area.split("-"))
                if mode[:2] != "rw" or inode != "0" or end - start > 64 << 20: continue
                memory.seek(start)
                if secret.search(memory.read(end - start) or b""): return True
    except OSError as error:
        note(error)
    return False
