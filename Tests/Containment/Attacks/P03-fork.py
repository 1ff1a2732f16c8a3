# id: P03
# does: makes processes by every way that the interpreter has: posix, _posixsubprocess, multiprocessing, ctypes
# expect: WA PLE
# layers: seccomp cgroup-tasks processes-limit
# forks: yes
def attack():
    import _posixsubprocess, ctypes, os
    def by_posix(): return os.fork()
    def by_forkpty(): return os.forkpty()[0]
    def by_spawn(): return os.posix_spawn("/bin/true", ["true"], {})
    def by_vfork(): return ctypes.CDLL(None).fork()
    made = 0
    for way in (by_posix, by_forkpty, by_spawn, by_vfork):
        try:
            child = way()
        except OSError as error:
            note(way.__name__, error)
            continue
        if child == 0: os._exit(0)
        if child > 0:
            os.waitpid(child, 0)
            made += 1
    return made > 0
