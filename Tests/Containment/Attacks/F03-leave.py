# id: F03
# does: ends the harness's process with status 0 when it is asked
# expect: WA
# entry: function a
# control: naive status
import os

def a(n):
    os._exit(0)
