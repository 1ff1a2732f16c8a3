# id: F06
# does: returns an object of a class that lies about its bases, its module and its name
# expect: WA RE
# entry: function a
# control: naive equal
class Meta(type):
    def mro(cls): return [cls, object]
    def __eq__(cls, other): return True
    def __hash__(cls): return hash(int)
    @property
    def __module__(cls): raise SystemExit(0)
    @property
    def __dict__(cls): return {"__index__": lambda self: 8}
    @property
    def __name__(cls): raise KeyboardInterrupt

class Anything(metaclass=Meta):
    def __eq__(self, other): return True

def a(n): return Anything()
