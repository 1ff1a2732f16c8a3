# id: P03
# does: makes dozens of processes by all ways that the interpreter has
# expect: WA PLE
# layers: seccomp cgroup-tasks processes-limit
# forks: yes
def attack():
    import ctypes, os, signal
    def by_posix(): return os.fork()
    def by_library(): return ctypes.CDLL(None).fork()
    def by_terminal(): return os.forkpty()[0]
    def by_spawning(): return os.posix_spawn("/bin/sleep", ["sleep", "2"], {})
    children = []
    for way in [by_spawning, by_terminal] + [by_posix, by_library] * 14:
        try:
            child = way()
        except OSError as error:
            note(way.__name__, error)
            continue
        if child == 0:
            signal.alarm(2)
            signal.pause()
        if child > 0: children.append(child)
    for child in children: os.kill(child, signal.SIGKILL)
    for child in children: os.waitpid(child, 0)
    return len(children) >= 28
