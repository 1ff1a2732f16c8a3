# id: P03
# does: connects to a listener of the host by the C library's functions, called by ctypes
# expect: WA
# layers: seccomp network-namespace landlock-network
def attack():
    import ctypes, struct
    c = ctypes.CDLL(None, use_errno=True)
    fd = c.socket(2, 1, 0)
    address = struct.pack("=HH4s8x", 2, int.from_bytes(CANARY_PORT.to_bytes(2, "big"), "little"), bytes([127, 0, 0, 1]))
    outcome = c.connect(fd, address, len(address))
    note("errno", ctypes.get_errno())
    return fd >= 0 and outcome == 0
