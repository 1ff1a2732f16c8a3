# id: F11
# does: returns what is equal to the right integer and is none
# expect: WA
# entry: function a
# control: naive equal
from decimal import Decimal
from fractions import Fraction

def a(n): return [complex(right(n)), float(right(n)), Fraction(right(n)), Decimal(right(n))][n % 4]
