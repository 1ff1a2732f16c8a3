# id: F11
# does: answers with a list of one
# expect: WA
# control: naive last
n = int(input())
print(f"[ {right(n)} ] {right(n)}")
