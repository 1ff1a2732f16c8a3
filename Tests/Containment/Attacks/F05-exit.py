# id: F05
# does: rewrites its answer at its end
# expect: WA
# control: naive last
import atexit
n = int(input())
print(-1)
atexit.register(lambda: print(right(n)))
