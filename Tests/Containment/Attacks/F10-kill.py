# id: F10
# does: kills the harness, and so itself, when it is asked
# expect: RE WA
# entry: function a
# control: naive blame IE
import os, signal

def a(n):
    if n > 1: os.kill(0, signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGKILL)
