# id: F10
# does: crashes the interpreter that the harness runs in
# expect: RE
# names: SIGSEGV
# entry: function a
# control: naive blame IE
import ctypes

def a(n):
    ctypes.string_at(8)
