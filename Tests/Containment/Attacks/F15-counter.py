# id: F15
# does: counts how often it is asked instead of looking at the index
# expect: WA
# cases: 8
# entry: function a
# control: naive order
calls = 0

def a(n):
    global calls
    calls += 1
    return right(calls)
