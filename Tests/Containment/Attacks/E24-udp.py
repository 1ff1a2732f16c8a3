# id: E24
# does: sends to a UDP listener of the host
# expect: WA
# layers: seccomp network-namespace
# Landlock knows TCP only.
def attack():
    import socket
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.connect(("127.0.0.1", CANARY_PORT))
            # Where nobody listens, the second tells of the first.
            return sender.send(b"x") == 1 and sender.send(b"x") == 1
    except OSError as error:
        note(error)
        return False
