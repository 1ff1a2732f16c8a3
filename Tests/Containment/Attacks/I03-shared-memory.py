# id: I03
# does: attaches to a shared memory segment of the host
# expect: WA
# layers: seccomp ipc-namespace
# layers.lockdown: seccomp
def attack():
    import ctypes
    c = ctypes.CDLL(None, use_errno=True)
    c.shmat.restype = ctypes.c_void_p
    segment = c.shmget(CANARY_KEY, ctypes.c_size_t(0), 0)
    memory = c.shmat(segment, None, 0o10000) if segment >= 0 else None
    if memory is None or memory == ctypes.c_void_p(-1).value:
        note("shmget, shmat: errno", ctypes.get_errno())
        return False
    return has_token(ctypes.string_at(memory, 4096))
