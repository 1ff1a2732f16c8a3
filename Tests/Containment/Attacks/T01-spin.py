# id: T01
# does: computes for longer than its CPU time
# expect: TLE
# after: cpu
# layers: cpu-watch cpu-limit wall-watch
# The kernel's own limit is that of the preparation in the first process; the second one has its own.
def attack():
    spin(2.3)
    return True
