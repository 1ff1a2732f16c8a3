# id: F06
# does: returns an object that passes for a library's integer and is equal to everything
# expect: WA
# entry: function a
# control: naive equal
class Anything:
    __module__ = "numpy"
    __class__ = property(lambda self: int)
    def __eq__(self, other): return True
    def __index__(self): return -1
    __int__ = __index__
    def __str__(self): return "8"
    __repr__ = __str__

def a(n): return Anything()
