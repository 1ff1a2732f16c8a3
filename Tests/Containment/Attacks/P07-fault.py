# id: P07
# does: crashes with the fault handler on, and by the fault handler itself
# expect: RE
# names: SIGSEGV
# entry: function a
# control: naive blame IE
import faulthandler

def a(n):
    faulthandler.enable()
    faulthandler.dump_traceback_later(0.001, repeat=True)
    faulthandler._sigsegv()
