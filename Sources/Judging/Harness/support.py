# What harness.py needs beside itself.
def offer(names):
    """The built-in names with others beside them; what cannot be imported is left out. A name that the candidate
    defines or imports itself comes before these."""
    import builtins
    scope = dict(builtins.__dict__)
    for word in names:
        module, _, name = word.partition(":")
        try:
            found = __import__(module, fromlist=["*"])
            scope[name or module] = getattr(found, name) if name else found
        except (ImportError, AttributeError):
            pass
    return scope


def split_expression(source):
    import ast
    tree = ast.parse(source, "solution.py")
    tail = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        tail = compile(ast.Expression(tree.body.pop().value), "solution.py", "eval", dont_inherit=True)
    return compile(tree, "solution.py", "exec", dont_inherit=True), tail


def become_template(stem, modules):
    """Returns in each run that is forked from here, and nowhere else."""
    import _imp
    import gc
    import posix
    # Set for the start of this process alone.
    posix.environ.pop(b"LD_BIND_NOW", None)
    for name in modules:
        try:
            __import__(name)
        except ImportError:
            pass
    warm_up()
    gc.collect()
    gc.freeze()
    try:
        _imp.create_dynamic(type(sys.__spec__)("seqjudge_stem", None, origin=stem))
    except ImportError as error:
        # Without the stem there is no template: the keeper learns why, and runs are started one by one.
        if str(error) != "a run begins":
            raise SystemExit(str(error))


def warm_up():
    """Does once, with a source of its own, what every run does first: what is set up or specialised on first use, in the
    compiler, the interpreter and the modules below, is there in every run."""
    import atexit
    import io
    import linecache
    import traceback
    source = b"import sys\ndef a(n):\n    return [n * n for n in range(n)][-1]\nfor n in range(3): print(a(n + 1))\n"
    for _ in range(40):
        code = analyse(source)[1]
        names = {"__builtins__": __builtins__, "print": lambda *values: print(*values, file=io.StringIO())}
        exec(code, names)
        names.clear()
    try:
        compile("1 +", "", "exec")
    except SyntaxError as error:
        "".join(traceback.format_exception(type(error), error, error.__traceback__))
    linecache.getlines("solution.py")
    linecache.clearcache()
    atexit.register(int)
    atexit.unregister(int)


