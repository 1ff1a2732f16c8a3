# id: E24
# does: connects to a cloud's metadata service and to the world, and asks for a name's address
# expect: WA
# control: none
# why: its control would reach out of the machine; that of E24-tcp.py shows the same calls on the loopback
def attack():
    import socket, urllib.request
    reached = 0
    for where in (("169.254.169.254", 80), ("192.0.2.1", 443)):
        try:
            socket.create_connection(where, timeout=0.1)
            reached += 1
        except OSError as error:
            note(error)
    for ask in (lambda: socket.getaddrinfo("example.com", 80),
                lambda: urllib.request.urlopen("http://169.254.169.254/latest/meta-data/", timeout=0.1)):
        try:
            ask()
            reached += 1
        except OSError as error:
            note(error)
    return reached > 0
