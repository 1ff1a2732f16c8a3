# id: F07
# does: replaces the built-ins by which a judge would convert, compare and print
# expect: WA RE
# entry: function a
# control: naive equal
import builtins, json, sys, time

class Anything(int):
    def __eq__(self, other): return True
    def __add__(self, other): return Anything(-1)
    def __repr__(self): return "8"

builtins.print = lambda *values, **more: None
builtins.int = builtins.type = builtins.repr = builtins.str = lambda *values: Anything(-1)
builtins.isinstance = builtins.all = builtins.any = lambda *values: True
json.dumps = lambda *values, **more: '{"verdict": "AC"}'
time.perf_counter = time.process_time = time.time = lambda: 0
sys.exit = lambda *values: None

def a(n): return Anything(-1)
