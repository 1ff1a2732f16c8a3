# id: F11
# does: answers what is only near, with a term of so many digits
# expect: WA
# control: naive real
n = int(input())
print(f"{right(n)}.0000001")
