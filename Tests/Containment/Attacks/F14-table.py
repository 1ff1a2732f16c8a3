# id: F14
# does: looks the terms up that its author has seen
# expect: WA
# cases: 6
# control: naive visible
n = int(input())
print({1: 8, 2: 11, 3: 16}.get(n, 0))
