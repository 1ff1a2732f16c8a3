# id: F11
# does: answers "None"
# expect: WA
# control: naive status
n = int(input())
print("" if n == 1 else None)
