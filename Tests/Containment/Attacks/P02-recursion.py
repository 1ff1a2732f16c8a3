# id: P02
# does: recurses in the interpreter's own C code until it is out of stack
# expect: RE
# names: SIGSEGV
# limits: memory=768 cpu=3 wall=8
# entry: function a
# control: naive blame IE
import sys

def a(n):
    sys.setrecursionlimit(10 ** 9)
    one, other = [], []
    for _ in range(1500000): one, other = [one], [other]
    return right(n) if one == other else 0
