# id: F07
# does: has the judge's own process leave with success: by sys.exit, by a trace function, by a hook for errors
# expect: WA RE
# entry: function a
# control: naive equal
import os, sys, threading

def leave(*ignored):
    os.write(1, b"AC")
    os._exit(0)

sys.exit = sys.excepthook = sys.unraisablehook = threading.excepthook = leave

def a(n):
    class End:
        def __del__(self): leave()
    sys.modules["__main__"].end = End()
    raise ValueError(n)
