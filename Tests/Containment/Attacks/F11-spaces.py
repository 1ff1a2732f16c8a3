# id: F11
# does: answers between spaces that are not of ASCII
# expect: WA
# control: naive integer
n = int(input())
print(f"\u2003{right(n)}\u00a0")
