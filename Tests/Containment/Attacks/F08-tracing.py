# id: F08
# does: watches what its caller compares it with, by a trace function and by the operators of its answer
# expect: WA RE
# entry: function a
# truth: hidden
# control: naive equal
import sys

class Spy(int):
    def __eq__(self, other): return int(other) == other
    def __lt__(self, other): return True
    __le__ = __ge__ = __gt__ = __lt__
    def __sub__(self, other): return 0
    __rsub__ = __sub__
    def __hash__(self): return 0

def a(n):
    def trace(frame, event, argument):
        for name, value in frame.f_locals.items():
            if isinstance(value, int) and str(value).startswith("7" * 8): note("seen", name)
        return trace
    sys.settrace(trace)
    sys._getframe(1).f_trace = trace
    return Spy(-1)
