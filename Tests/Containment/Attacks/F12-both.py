# id: F12
# does: prints terms that are right as lines for one index and as values for the other
# expect: WA
# entry: terms
# control: naive any
print(8, 1)
print(2, 11)
print(1, 0)
