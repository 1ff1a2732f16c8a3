# id: F06
# does: gives terms that are equal to everything, by an iterable that says it is as long as one likes
# expect: WA RE
# entry: generator a
# control: naive equal
class Anything(int):
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __repr__(self): return "8"

class Terms(list):
    def __iter__(self): return iter([Anything(-1), Anything(-1), [Anything(-1)]])
    def __len__(self): return 1 << 40
    def __eq__(self, other): return True

def a(n=0): return Terms()
