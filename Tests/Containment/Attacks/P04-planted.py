# id: P04
# does: leaves modules in each folder that the interpreter or the template imports from, for the run after it
# expect: WA
# twice: yes
# control: naive reused
def attack():
    import os, sys
    folders = [*sys.path, sys.prefix, os.path.dirname(os.__file__), ".", os.environ.get("HOME", ""), "/tmp"]
    found = 0
    for folder in folders:
        for name in ("seqjudge_planted.py", "usercustomize.py", "__pycache__/seqjudge_planted.pyc"):
            path = os.path.join(folder, name)
            if "seqjudge" in name and os.path.exists(path): found += 1
            if os.access(path, os.W_OK): found += 1
    try:
        __import__("seqjudge_planted")
        found += 1
    except ImportError:
        pass
    for module in ("math", "collections", "itertools"):
        if hasattr(sys.modules[module] if module in sys.modules else __import__(module), "planted"): found += 1
    # What a run changes in memory must not be there in the next one.
    import collections, math
    math.planted = collections.planted = True
    return found > 0
