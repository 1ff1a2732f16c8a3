# id: R04
# does: has and touches two and a half times as much memory as it may
# expect: MLE
# layers: cgroup-memory address-space-limit
def attack():
    pieces = [bytes([number]) * (1 << 20) for number in range(160)]
    return len(pieces) == 160
