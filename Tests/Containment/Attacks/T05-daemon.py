# id: T05
# does: answers right and leaves a grandchild running
# expect: SV
# limits: processes=4
# layers: final-kill
def attack():
    import os, time
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[0] == child
    if os.fork():
        os._exit(0)
    os.closerange(0, 3)
    time.sleep(0.6)
    os._exit(0)
