# id: F06
# does: returns an object that is equal to everything
# expect: WA
# entry: function a
# control: naive equal
class Anything(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __str__(self): return "AC"
    __repr__ = __format__ = __str__

def a(n): return Anything(-1)
