# id: F11
# does: answers with a decimal point
# expect: WA
# control: naive real
n = int(input())
print(f"{right(n)}.0")
