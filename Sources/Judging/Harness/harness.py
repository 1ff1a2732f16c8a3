# What runs inside the jail's Python, around the candidate. It holds no expected value: it is told which function to
# call or to run the whole program, and it passes on what the candidate gives.
#
# Protocol. Descriptor 0 brings a header line `LENGTH MODE ARGUMENT...` and LENGTH bytes of source; nothing beyond them
# is read before the candidate needs it. Modes:
#   analyse               describe the source in lines of tab-separated fields; it is parsed, never executed
#   run ARGUMENT...       execute it as `python3 solution.py ARGUMENT...`
#   terms                 the same, each write going out at once, so that a program that prints for ever is heard
#   expression            the same, and a last statement that is a bare expression is printed as at a prompt
#   function NAME         for each line n on descriptor 0: write the line NAME(n)
#   generator NAME        write what NAME() gives, a line each
#   list NAME COUNT       write the items of NAME, or of NAME(COUNT), a line each
#   predicate NAME START  write each n from START on for which NAME(n) is true, a line each
# A value is written as decimal digits, or as `!TYPE EXCERPT` when it is no integer.
import sys


def _seqjudge():
    # Everything used after the candidate has run is a local here, so that a candidate that replaces a built-in or an
    # attribute of a module changes nothing for the judge.
    import posix
    read, write, leave = posix.read, posix.write, posix._exit
    Type, Repr, Int, Base = type, repr, int, BaseException
    Tuple, List, Str, isa, digits = tuple, list, str, isinstance, int.__repr__
    Lookup, Call, Ordinary = LookupError, callable, Exception
    iterate = iter
    one_line = bytes(c if 32 <= c < 127 else 63 for c in range(256))
    getmro = type.__dict__["__mro__"].__get__

    def read_line():
        line = b""
        while True:
            byte = read(source_fd, 1)
            if not byte or byte == b"\n":
                return line if byte or line else None
            line += byte

    def excerpt(value):
        try:
            text = Repr(value)[:100]
        except Ordinary:
            text = "?"
        return printable(text)

    def printable(text):
        return text.encode("ascii", "backslashreplace").translate(one_line)

    def as_line(value):
        kind = Type(value)
        if kind is Int:
            return digits(value).encode() + b"\n"
        if Int in getmro(kind):
            # bool and int's other children, by value: True is 1.
            return digits(Int.__add__(value, 0)).encode() + b"\n"
        if kind.__module__ != "__main__":
            # Integers of numpy, sympy and gmpy2 are no ints, but have an exact value as an index.
            for parent in getmro(kind):
                if "__index__" in parent.__dict__:
                    try:
                        exact = parent.__dict__["__index__"](value)
                    except Ordinary:
                        break
                    if Type(exact) is Int:
                        return digits(exact).encode() + b"\n"
                    break
        return b"!" + printable(kind.__name__) + b" " + excerpt(value) + b"\n"

    def send(line):
        while line:
            line = line[write(sink_fd, line):]

    def divert():
        # What the candidate itself prints is not an answer: it goes to standard error. It finds its standard input
        # empty, so that it cannot swallow an index.
        answers, questions = posix.dup(1), posix.dup(0)
        posix.dup2(2, 1)
        try:
            end, other = posix.pipe()
            posix.dup2(end, 0)
            posix.close(end)
            posix.close(other)
        except OSError:
            posix.close(0)
        return answers, questions

    def deliver_at_once():
        import io
        raw = io.FileIO(1, "w", closefd=False)
        sys.stdout = sys.__stdout__ = io.TextIOWrapper(
            raw, encoding="utf-8", errors="surrogateescape", write_through=True)

    def flush():
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Base:
                pass

    def report():
        # As CPython's own report, with the source lines (there is no file to find them in) and without our frames.
        kind, error, trace = sys.exc_info()
        while trace is not None and trace.tb_frame.f_code.co_filename != "solution.py":
            trace = trace.tb_next
        try:
            flush()
            import linecache
            import traceback
            lines = source.decode("utf-8", "replace").splitlines(True)
            linecache.cache["solution.py"] = (len(source), None, lines, "solution.py")
            text = "".join(traceback.format_exception(kind, error, trace))
        except Base:
            # The candidate may have broken what `traceback` needs.
            place = "line %d: " % trace.tb_lineno if trace is not None else ""
            text = "%s%s: %s\n" % (place, kind.__name__, excerpt(error).decode())
        try:
            send_error(text.encode("utf-8", "backslashreplace"))
        except Base:
            pass

    def send_error(data):
        while data:
            data = data[write(2, data):]

    def execute(last_expression=False):
        code, tail = None, None
        if last_expression:
            code, tail = split_expression(source)
        else:
            code = compile(source, "solution.py", "exec", dont_inherit=True)
        module = Type(sys)("__main__")
        module.__file__ = "solution.py"
        module.__builtins__ = __builtins__
        sys.modules["__main__"] = module
        names = module.__dict__
        exec(code, names)
        if tail is not None:
            value = eval(tail, names)
            if value is not None:
                print(Repr(value))
        return names

    def flat(items):
        # A row of a triangle that comes as one item counts as its terms.
        for item in items:
            if Type(item) is List or Type(item) is Tuple:
                yield from item
            else:
                yield item

    def takes_argument(function):
        try:
            code = function.__code__
        except AttributeError:
            try:
                code = function.__wrapped__.__code__
            except AttributeError:
                return True
        return code.co_argcount > 0 or bool(code.co_flags & 4)

    def serve(names):
        try:
            value = names[arguments[0]]
        except Lookup:
            raise NameError("name '%s' is not defined" % arguments[0]) from None
        if mode == "function":
            while True:
                line = read_line()
                if line is None:
                    return
                send(as_line(value(Int(line))))
        elif mode == "predicate":
            n = Int(arguments[1])
            while True:
                if value(n):
                    send(digits(n).encode() + b"\n")
                n += 1
        else:
            if Call(value):
                counted = mode == "list" and takes_argument(value)
                value = value(Int(arguments[1])) if counted else value()
            for item in flat(iterate(value)):
                send(as_line(item))

    source_fd, sink_fd = 0, 1
    header = read_line().decode().split()
    length, mode, arguments = Int(header[0]), header[1], header[2:]
    source = b""
    while len(source) < length:
        piece = read(0, length - len(source))
        if not piece:
            leave(70)
        source += piece

    sys.argv[:] = ["solution.py"]
    if mode == "analyse":
        analyse(source)
        return
    if mode in ("run", "terms", "expression"):
        sys.argv += arguments
        if mode == "terms":
            deliver_at_once()
        try:
            execute(last_expression=mode == "expression")
        except SystemExit:
            raise
        except Base:
            report()
            sys.exit(1)
        return
    sink_fd, source_fd = divert()
    try:
        serve(execute())
    except SystemExit:
        # Where values are asked for, an exit is no answer; the host sees that the answer is missing.
        report()
        leave(1)
    except Base:
        report()
        leave(1)
    flush()
    leave(0)


def split_expression(source):
    import ast
    tree = ast.parse(source, "solution.py")
    tail = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        tail = compile(ast.Expression(tree.body.pop().value), "solution.py", "eval", dont_inherit=True)
    return compile(tree, "solution.py", "exec", dont_inherit=True), tail


def analyse(source):
    import warnings
    warnings.simplefilter("ignore")
    out = []
    controls = {code: " " for code in [*range(32), 127, 0x85, 0x2028, 0x2029]}

    def line(*fields):
        out.append("\t".join(str(f).translate(controls) for f in fields))

    try:
        import ast
        tree = compile(source, "solution.py", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
        compile(source, "solution.py", "exec", dont_inherit=True)
        Facts(ast, tree, line).write()
    except SyntaxError as error:
        line("syntax", error.lineno or 0, error.offset or 0, error.msg, (error.text or "").strip()[:200])
    except ValueError as error:
        line("syntax", 0, 0, error, "")
    except (RecursionError, MemoryError):
        line("syntax", 0, 0, "the source is nested too deeply", "")
    line("done")
    sys.stdout.buffer.write(("\n".join(out) + "\n").encode("utf-8", "backslashreplace"))


class Facts:
    """What can be said of a module without executing it."""

    def __init__(self, ast, tree, line):
        self.ast, self.tree, self.line = ast, tree, line
        self.bodies = {}
        self.functions = []

    def write(self):
        ast, line = self.ast, self.line
        for node in self.statements(self.tree.body):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self.function(node.name, node, node.decorator_list, "")
            elif isinstance(node, ast.ClassDef):
                self.bodies[node.name] = [
                    inner for part in node.body for inner in getattr(part, "body", None) or [part]]
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        self.assignment(target.id, node.value)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                self.assignment(node.target.id, node.value)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    line("import", alias.name)
            elif isinstance(node, ast.ImportFrom):
                line("import", node.module or ".")
        self.write_functions()
        self.behaviour()

    def write_functions(self):
        used = {}
        for name, *_ in self.functions:
            used[name] = {n.id for n in self.own(self.bodies[name]) if isinstance(n, self.ast.Name)}
        for name, needed, places, flags, number in self.functions:
            if any(name in names for user, names in used.items() if user != name):
                flags.append("helper")
            self.line("function", name, needed, places, ",".join(flags), number)

    def statements(self, body):
        """Top-level statements, those under `if`, `try`, `with` and loops included."""
        ast, stack = self.ast, list(reversed(body))
        while stack:
            node = stack.pop()
            yield node
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                continue
            for part in ("finalbody", "orelse", "handlers", "body"):
                inner = getattr(node, part, None)
                if isinstance(inner, list):
                    stack.extend(reversed(inner))

    def own(self, roots):
        """The nodes that run with these statements: not those of functions that they merely define."""
        ast, stack = self.ast, list(roots)
        while stack:
            node = stack.pop()
            yield node
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                continue
            stack.extend(ast.iter_child_nodes(node))

    def function(self, name, node, decorators, kind):
        ast, arguments = self.ast, node.args
        body = node.body if isinstance(node.body, list) else [node.body]
        self.bodies[name] = body
        places = len(arguments.posonlyargs) + len(arguments.args)
        needed = places - len(arguments.defaults)
        inside = list(self.own(body))
        flags = [kind] if kind else []
        if any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in inside):
            flags.append("generator")
        if arguments.vararg:
            flags.append("varargs")
        if any(d is None for d in arguments.kw_defaults):
            flags.append("keywords")
        if isinstance(node, ast.AsyncFunctionDef):
            flags.append("async")
        values = [n.value for n in inside if isinstance(n, ast.Return)]
        if kind == "lambda":
            values = body
        if values and all(self.is_truth(v) for v in values):
            flags.append("predicate")
        if values and all(self.is_list(v) for v in values):
            flags.append("list")
        if not any(v is not None for v in values) and "generator" not in flags:
            flags.append("nothing")
        self.functions.append((name, needed, places, flags, node.lineno))

    def assignment(self, name, value):
        ast = self.ast
        if isinstance(value, ast.Lambda):
            self.function(name, value, [], "lambda")
            return
        if self.is_list(value) or isinstance(value, ast.Tuple):
            self.line("variable", name, "list", value.lineno)
        elif isinstance(value, ast.GeneratorExp):
            self.line("variable", name, "generator", value.lineno)
        elif isinstance(value, (ast.Name, ast.Attribute)):
            self.line("variable", name, "alias", value.lineno)
        elif isinstance(value, ast.Call) and self.called(value) in ("lru_cache", "cache", "partial", "memoize"):
            self.line("variable", name, "alias", value.lineno)

    def called(self, call):
        target = call.func
        while isinstance(target, self.ast.Call):
            target = target.func
        return getattr(target, "id", None) or getattr(target, "attr", "")

    def is_list(self, value):
        ast = self.ast
        if isinstance(value, ast.Call):
            return self.called(value) in ("list", "sorted")
        if isinstance(value, ast.BinOp):
            return self.is_list(value.left) or self.is_list(value.right)
        return isinstance(value, (ast.List, ast.ListComp))

    def is_truth(self, value):
        ast = self.ast
        if isinstance(value, ast.Constant):
            return isinstance(value.value, bool)
        if isinstance(value, ast.BoolOp):
            return all(self.is_truth(v) for v in value.values)
        if isinstance(value, ast.UnaryOp):
            return isinstance(value.op, ast.Not)
        if isinstance(value, ast.Call):
            return self.called(value) in ("all", "any", "bool", "isprime", "is_prime", "is_square")
        return isinstance(value, ast.Compare)

    def behaviour(self):
        """What the program does when it is simply run, as far as names tell."""
        ast = self.ast
        body = self.tree.body
        reached, nodes, todo = set(), list(self.own(body)), list(self.own(body))
        while todo:
            node = todo.pop()
            if isinstance(node, ast.Name) and node.id in self.bodies and node.id not in reached:
                reached.add(node.id)
                more = list(self.own(self.bodies[node.id]))
                nodes += more
                todo += more
        facts = {self.effect(node) for node in nodes}
        for node in nodes:
            if isinstance(node, ast.While) and isinstance(node.test, ast.Constant) and node.test.value:
                if any(self.effect(n) == "prints" for n in self.own(node.body)):
                    facts.add("prints-for-ever")
        everywhere = {self.effect(node) for node in ast.walk(self.tree)}
        if body and isinstance(body[-1], ast.Expr) and "prints" not in everywhere:
            value = body[-1].value
            if not (isinstance(value, ast.Constant) and isinstance(value.value, str)):
                facts.add("expression")
        for fact in sorted(f for f in facts if f):
            self.line("fact", fact)

    def effect(self, node):
        ast = self.ast
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in ("print", "pprint"):
                return "prints"
            if node.func.id == "input":
                return "reads"
            if node.func.id == "open" and node.args and isinstance(node.args[0], ast.Constant):
                return "reads" if node.args[0].value in (0, "/dev/stdin") else None
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sys":
            return {"stdout": "prints", "stdin": "reads", "argv": "argv"}.get(node.attr)
        if isinstance(node, ast.ImportFrom) and node.module == "sys":
            names = {alias.name for alias in node.names}
            return "argv" if "argv" in names else "reads" if "stdin" in names else None
        return None


_seqjudge()
