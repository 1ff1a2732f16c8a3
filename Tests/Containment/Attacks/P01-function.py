# id: P01
# does: returns a number that takes the harness longer to write than the answer may take
# expect: TLE
# entry: function a
# control: naive equal
class Anything(int):
    def __eq__(self, other): return True

def a(n): return Anything(3 ** 900000)
