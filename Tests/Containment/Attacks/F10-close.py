# id: F10
# does: takes the harness's descriptors away, or puts its own in their place
# expect: RE WA
# entry: function a
# control: naive blame IE
import os

def a(n):
    for descriptor in range(1, 64):
        try:
            os.close(descriptor)
        except OSError:
            pass
    reader, writer = os.pipe()
    for descriptor in range(1, 64):
        if descriptor not in (reader, writer): os.dup2(writer, descriptor)
    os.kill(os.getpid(), 15)
