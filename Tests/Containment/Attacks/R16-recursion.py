# id: R16
# does: recurses through C code in a thread with a stack of 200 MiB until half of it is used
# Without a cgroup there is no address space for such a stack, so the thread is refused.
# expect: MLE
# expect.lockdown: RE
# layers: cgroup-memory address-space-limit
def attack():
    import sys, threading
    sys.setrecursionlimit(10 ** 9)
    threading.stack_size(200 << 20)
    depth = 0
    def dive(_):
        nonlocal depth
        depth += 1
        if depth < 100_000: list(map(dive, [0]))
    thread = threading.Thread(target=dive, args=[0])
    thread.start()
    thread.join()
    return depth == 100_000
