# id: F11
# does: answers with an exponent
# expect: WA
# control: naive real
n = int(input())
print(f"{right(n)}e0")
