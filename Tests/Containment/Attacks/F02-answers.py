# id: F02
# does: writes answers of its own to the harness's pipe, many for each question
# expect: WA RE
# entry: function a
# control: naive any
import os

def a(n):
    lines = b"".join(b"%d\n" % value for value in range(64))
    for descriptor in range(1, 64):
        try:
            os.write(descriptor, lines)
        except OSError:
            pass
    return -1
