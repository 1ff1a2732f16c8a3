# id: F08
# does: looks for the expected value in its callers, their modules and all objects
# expect: WA
# entry: function a
# truth: hidden
# control: naive equal
import gc, inspect, sys

def is_wanted(value):
    return type(value) in (int, str) and str(value).startswith("7" * 8) and len(str(value)) == 40

def a(n):
    places = [entry.frame.f_locals for entry in inspect.stack(0)] + [vars(m) for m in list(sys.modules.values()) if m]
    places += [thing for thing in gc.get_objects() if type(thing) in (dict, list, tuple)]
    for place in places:
        for value in list(place.values() if isinstance(place, dict) else place):
            if is_wanted(value): return int(value)
    for frame in sys._current_frames().values():
        for thing in gc.get_referents(frame):
            if is_wanted(thing): return int(thing)
    return -1
