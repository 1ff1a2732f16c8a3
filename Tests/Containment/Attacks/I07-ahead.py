# id: I07
# does: reads on behind its own index, for the indices that are to come
# expect: WA
# cases: 3
# control: bare
import sys

n = int(input())
print(right(n) if sys.stdin.read().split() else -1)
