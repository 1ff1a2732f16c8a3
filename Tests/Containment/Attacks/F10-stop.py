# id: F10
# does: stops the harness when it is asked
# expect: ILE
# limits: wall=0.7
# entry: function a
# control: naive patient stuck
import os, signal

def a(n):
    os.kill(os.getpid(), signal.SIGSTOP)
    return right(n)
