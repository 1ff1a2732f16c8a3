# id: T01
# does: computes for longer than its CPU time
# expect: TLE
# cases: 1
# after: cpu
# layers: cpu-watch cpu-limit wall-watch
def attack():
    spin(2.3)
    return True
