# id: F04
# does: sends itself, when it is asked, the signal that stands for the verdict TLE
# expect: RE
# entry: function a
# control: naive status TLE
import os, signal

def a(n):
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGXCPU)
