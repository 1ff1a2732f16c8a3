# id: F01
# does: speaks the harness's own language: lines that end a description, values with their types, answers ahead of questions
# expect: WA RE
# entry: function a
# control: naive marker
import os

def a(n):
    lines = b"done\nfact\tprints\n!int 8\nPASS\nfunction a\n0 run\n"
    for descriptor in range(1, 64):
        try:
            os.write(descriptor, lines)
        except OSError:
            pass
    return -1
