# id: F07
# does: changes the harness's own functions, by the cells and frames that lead to them
# expect: WA RE
# entry: function a
# control: naive equal
import gc, sys

def replaced(*values): return b"8\n"

def a(n):
    frame = sys._getframe(1)
    while frame:
        for function in [value for value in frame.f_locals.values() if hasattr(value, "__code__")]:
            for cell in function.__closure__ or ():
                try:
                    if cell.cell_contents in (int, type, repr) or callable(cell.cell_contents):
                        cell.cell_contents = replaced
                except ValueError:
                    pass
        for name in ("expected", "passed", "verdict"):
            if name in frame.f_locals: return frame.f_locals[name]
        frame = frame.f_back
    return -1
