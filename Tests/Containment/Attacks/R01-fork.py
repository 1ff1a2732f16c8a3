# id: R01
# does: makes children until a hundred are alive at once
# expect: PLE
# names: refused attempt
# layers: seccomp cgroup-tasks processes-limit
# forks: yes
# during: bystander
def attack():
    import os
    reading, writing = os.pipe()
    made = 0
    try:
        while made < 100:
            if os.fork() == 0:  # lives until the gate opens
                os.close(writing)
                os.read(reading, 1)
                os._exit(0)
            made += 1
    finally:
        os.close(writing)
        for _ in range(made):
            os.wait()
    return True
