# id: E06
# does: mounts a file system over a folder of its root
# expect: WA
# rungs: full userns
# layers: seccomp capabilities landlock-files
# A run is forked from a template that may make namespaces: what it inherits of that has to be given up.
def attack():
    import ctypes, os
    c = ctypes.CDLL(None, use_errno=True)
    # Where this is granted, the mount is seen in here alone.
    c.unshare(0x20000)
    if c.mount(b"none", b"/tmp", b"tmpfs", ctypes.c_ulong(0), b"size=64k") != 0:
        note("mount: errno", ctypes.get_errno())
        return False
    os.mkdir("/tmp/made")
    return True
