# id: P02
# does: recurses without end in Python, with the limit that guards it taken away
# expect: MLE
# Where the address space is limited, the allocation fails and the interpreter takes its time over the exception.
# expect.lockdown: MLE TLE RE
# control: naive blame IE
# entry: function a
import sys

def a(n):
    sys.setrecursionlimit(10 ** 9)
    def deeper(k): return deeper(k + 1) + 1
    return deeper(0)
