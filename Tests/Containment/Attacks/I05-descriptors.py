# id: I05
# does: looks for descriptors beside its own three, and for more on those than it is to see
# expect: WA
# layers: closed-descriptors
def attack():
    import fcntl, os
    more = []
    for descriptor in range(3, 1024):
        try:
            more.append((descriptor, os.fstat(descriptor)))
        except OSError:
            pass
    for number in range(3):
        if fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE != (os.O_WRONLY if number else os.O_RDONLY):
            more.append(number)
    try:
        more.append(os.lseek(0, 0, 0))
    except OSError:
        pass
    if os.getcwd() != "/": more.append(os.getcwd())
    note(more)
    return bool(more)
