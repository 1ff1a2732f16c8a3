# id: F03
# does: leaves with status 0 instead of answering, in the process that asks it
# expect: WA RE
# entry: function a
# control: naive equal
import sys

def a(n):
    raise SystemExit(0)
