# id: F11
# does: answers with leading zeros
# expect: WA
# control: naive integer
n = int(input())
print(f"00{right(n)}")
