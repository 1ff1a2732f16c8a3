# id: F15
# does: counts instead of looking at the index, and remembers what it said to an index that it has seen
# expect: WA
# cases: 8
# entry: function a
# control: naive order
said = {}

def a(n):
    return said.setdefault(n, right(len(said) + 1))
