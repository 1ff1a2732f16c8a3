# id: T02
# does: reads from a pipe in which there is nothing
# expect: ILE
# limits: wall=0.5
# layers: wall-watch
def attack():
    import os, signal
    reading, writing = os.pipe()
    signal.signal(signal.SIGALRM, lambda *_: os.write(writing, b"late"))
    signal.setitimer(signal.ITIMER_REAL, 0.8)
    return os.read(reading, 4) == b"late"
