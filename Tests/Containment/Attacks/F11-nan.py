# id: F11
# does: answers "nan", which is near to everything
# expect: WA
# control: naive real
n = int(input())
print("nan")
