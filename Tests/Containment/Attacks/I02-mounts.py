# id: I02
# does: looks at mounts, cgroups, kernel symbols and devices to tell which host it is on
# expect: WA
# layers: own-root landlock-files
def attack():
    import os
    found = []
    for name in ("mountinfo", "cgroup"):
        found += [name] if os.path.exists(f"/proc/self/{name}") and readable(f"/proc/self/{name}") else []
    for path in ("/proc/kallsyms", "/proc/version", "/etc/hostname", "/etc/machine-id"):
        found += [path] if readable(path) else []
    try:
        found += os.listdir("/sys/class/net")
    except OSError as error:
        note(error)
    return bool(found)


def readable(path):
    try:
        with open(path, "rb") as file: return bool(file.read(100))
    except OSError as error:
        note(error)
        return False
