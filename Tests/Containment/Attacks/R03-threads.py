# id: R03
# does: makes threads until three hundred are alive at once
# Without a cgroup nobody counts the refusals, so only the exception is left to tell.
# expect: PLE
# expect.lockdown: RE
# layers: cgroup-tasks processes-limit
# during: bystander
def attack():
    import threading
    threading.stack_size(65536)
    gate = threading.Event()
    threads = [threading.Thread(target=gate.wait, daemon=True) for _ in range(300)]
    try:
        for thread in threads:
            thread.start()
    finally:
        gate.set()
    return True
