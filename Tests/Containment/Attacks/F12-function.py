# id: F12
# does: answers each question with all that it can think of
# expect: WA RE
# entry: function a
# limits: output=1024
# control: naive any
import os

def a(n):
    for descriptor in range(1, 16):
        try:
            for value in range(0, 64): os.write(descriptor, b"%d\n" % value)
        except OSError:
            pass
    return right(n)
