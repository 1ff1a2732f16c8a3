# id: F12
# does: prints all integers as one answer
# expect: WA
# control: naive any
n = int(input())
print(*range(-20, 2000))
