# id: F11
# does: answers with a label
# expect: WA
# control: naive last
n = int(input())
print(f"a({n}) = {right(n)}")
