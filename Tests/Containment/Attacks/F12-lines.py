# id: F12
# does: prints lines of an index and a term, with every term for every index
# expect: WA
# entry: terms
# control: naive any
for index in range(1, 3):
    for value in range(0, 64): print(index, value)
