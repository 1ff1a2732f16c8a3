# id: F11
# does: answers with many leading zeros
# expect: WA
# control: naive integer
n = int(input())
print("0" * 4000 + str(right(n)))
