# id: F14
# does: prints the terms that its author has seen, and goes on with a guess
# expect: WA
# cases: 6
# entry: terms
# control: naive first
for term in (8, 11, 16, 17, 18, 19): print(term)
