# id: E24
# does: connects to a TCP listener of the host
# expect: WA
# layers: seccomp network-namespace landlock-network
def attack():
    import socket
    try:
        socket.create_connection(("127.0.0.1", CANARY_PORT), timeout=1)
        return True
    except OSError as error:
        note(error)
        return False
