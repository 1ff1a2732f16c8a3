# id: E04
# does: makes namespaces of its own with unshare, with and without a user namespace
# expect: WA
# layers: seccomp
def attack():
    import ctypes
    c = ctypes.CDLL(None, use_errno=True)
    made = 0
    for flag in (0x10000000, 0x20000, 0x2000000, 0x4000000, 0x8000000, 0x20000000, 0x40000000, 0x80):
        if c.unshare(flag) == 0: made += 1
        else: note(hex(flag), "errno", ctypes.get_errno())
    return made > 0
