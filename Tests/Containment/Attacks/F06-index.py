# id: F06
# does: returns an object whose index is a string, a child of int, or an error that passes for the end of the judge
# expect: WA RE
# entry: function a
# control: naive equal
class Sly(int):
    def __repr__(self): return "8"
    __str__ = __repr__

class Anything:
    __module__ = "numpy"
    def __eq__(self, other): return True
    def __index__(self): return Sly(-1)

def a(n): return Anything()
