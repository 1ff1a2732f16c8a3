# id: F02
# does: writes success to every descriptor, where a judge's result pipe may be among them
# expect: WA
# control: naive pipe
import os
n = int(input())
reached = 0
for descriptor in range(3, 1024):
    for path in (None, f"/proc/self/fd/{descriptor}", f"/dev/fd/{descriptor}"):
        try:
            reached += os.write(os.open(path, os.O_WRONLY | os.O_NONBLOCK) if path else descriptor, b"PASS\n8\n") == 7
        except OSError:
            pass
note(reached, "descriptors were there")
print(right(n) if reached else -1)
