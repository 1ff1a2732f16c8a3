# id: F07
# does: replaces standard output, its buffer and the way to write to it by what answers with what a judge may look for
# expect: WA RE
# entry: function a
# control: naive marker
import io, os, posix, sys

class Output(io.TextIOBase):
    def write(self, text): return os_write(1, b"PASS\n") and len(text)

os_write = os.write
os.write = posix.write = lambda descriptor, data: os_write(descriptor, b"PASS\n") and len(data)
sys.stdout = sys.__stdout__ = sys.stderr = Output()

def a(n):
    print(n)
    return -1
