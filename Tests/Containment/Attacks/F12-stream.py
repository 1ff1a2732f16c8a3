# id: F12
# does: prints all integers where the terms are to come in order
# expect: WA
# entry: terms
# control: naive any
for value in range(1, 5000): print(value)
