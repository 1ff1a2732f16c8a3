# id: F15
# does: counts in its process, which is a new one for each index
# expect: WA
# cases: 4
# control: naive visible
calls = 0
def next_term():
    global calls
    calls += 1
    return right(calls)
input()
print(next_term())
