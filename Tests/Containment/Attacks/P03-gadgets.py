# id: P03
# does: writes into the interpreter's own code by /proc/self/mem, and loads a library from memory
# expect: WA
# layers: own-root landlock-files
def attack():
    import ctypes, os
    try:
        with open("/proc/self/mem", "r+b", buffering=0) as memory:
            word = ctypes.c_long(1)
            memory.seek(ctypes.addressof(word))
            memory.write(b"\x02")
            return word.value == 2
    except OSError as error:
        note(error)
        return False
