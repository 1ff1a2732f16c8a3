# id: P02
# does: recurses in the interpreter's own C code for more stack than there is
# expect: RE
# limits: memory=768 cpu=3 wall=8
# layers: stack-limit
# control.lockdown: none
# why: without a root of its own the stack's room is laid out by the host's limit, and ends there
import sys

def attack():
    sys.setrecursionlimit(10 ** 9)
    one, other = [], []
    for _ in range(1300000): one, other = [one], [other]
    return one == other
