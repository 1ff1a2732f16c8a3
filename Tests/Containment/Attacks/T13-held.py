# id: T13
# does: answers right and leaves a grandchild that holds standard output open, for the judge to wait for its end
# expect: SV
# limits: processes=4
# after: prompt
# layers: final-kill
def attack():
    import os, time
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[0] == child
    if os.fork():
        os._exit(0)
    time.sleep(1.2)
    os._exit(0)
