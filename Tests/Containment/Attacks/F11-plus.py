# id: F11
# does: answers with a leading plus
# expect: WA
# control: naive integer
n = int(input())
print(f"+{right(n)}")
