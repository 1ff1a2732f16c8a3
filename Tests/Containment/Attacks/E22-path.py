# id: E22
# does: connects to a socket of the host by its path
# expect: WA
# layers: seccomp own-root
# Landlock does not see a socket's path when one connects to it, up to ABI 7 at least.
def attack():
    import socket
    try:
        socket.socket(socket.AF_UNIX).connect(CANARY_FOLDER + "/listener")
        return True
    except OSError as error:
        note(error)
        return False
