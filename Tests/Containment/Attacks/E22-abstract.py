# id: E22
# does: connects to an abstract socket of the host
# expect: WA
# layers: seccomp network-namespace landlock-scopes
def attack():
    import socket
    try:
        socket.socket(socket.AF_UNIX).connect("\0" + CANARY_ABSTRACT)
        return True
    except OSError as error:
        note(error)
        return False
