# Describes a Python source, for the choice of a calling convention. The source is parsed, never executed. What is found
# becomes lines of tab-separated fields, ended by the line `done`:
#   syntax LINE COLUMN MESSAGE TEXT          the source is not Python
#   function NAME REQUIRED PLACES TRAITS LINE
#   variable NAME KIND LINE
#   import MODULE
#   missing NAME                             a name that is used and neither defined, imported nor built in; on request
#   fact NAME                                what the program does when it is simply run
def analyse(source, wants_names=False):
    """The lines, as bytes, and the compiled source; None where it does not compile."""
    out, code = [], None
    controls = {code: " " for code in [*range(32), 127, 0x85, 0x2028, 0x2029]}

    def line(*fields):
        out.append("\t".join(str(f).translate(controls) for f in fields))

    try:
        import ast
        import warnings
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = compile(source, "solution.py", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
            code = compile(source, "solution.py", "exec", dont_inherit=True)
        facts = Facts(ast, tree, line)
        facts.write()
        if wants_names:
            facts.write_missing()
    except SyntaxError as error:
        # Where the decoder failed the column is -1.
        line("syntax", error.lineno or 0, max(error.offset or 0, 0), error.msg, (error.text or "").strip()[:200])
    except ValueError as error:
        line("syntax", 0, 0, error, "")
    except (RecursionError, MemoryError):
        line("syntax", 0, 0, "the source is nested too deeply", "")
    line("done")
    return ("\n".join(out) + "\n").encode("utf-8", "backslashreplace"), code


BUILT_IN = frozenset(dir(__builtins__)) | {"__name__", "__file__", "__builtins__"}


class Facts:
    """What can be said of a module without executing it."""

    # Names of a parameter that is a limit of the terms and no count of them.
    LIMITS = frozenset(("limit", "lim", "upto", "up_to", "maxn", "nmax", "maxval", "bound", "top", "cutoff"))
    MOST_MISSING = 50

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
        shown = self.behaviour()
        self.write_functions(shown)

    def write_functions(self, shown):
        used = {}
        for name, *_ in self.functions:
            used[name] = {n.id for n in self.own(self.bodies[name]) if isinstance(n, self.ast.Name)}
        for name, needed, places, flags, number in self.functions:
            if any(name in names for user, names in used.items() if user != name):
                flags.append("helper")
            if name in shown.values:
                flags.append("shown")
            if name in shown.conditions:
                flags.append("condition")
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
        if places and (arguments.posonlyargs + arguments.args)[0].arg.lower() in self.LIMITS:
            flags.append("limit")
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
        shown = Shown(ast, self.bodies)
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
                shown.finish(self.bodies_reached(reached), value)
        if "prints" in facts:
            shown.finish(self.bodies_reached(reached))
        for fact in sorted(f for f in facts if f):
            self.line("fact", fact)
        return shown

    def bodies_reached(self, reached):
        """The statements that run: the module's and those of what it reaches."""
        return [self.tree.body] + [body for name, body in self.bodies.items() if name in reached]

    def write_missing(self):
        """A name that is bound anywhere counts as defined everywhere: only what cannot be there is told."""
        ast, used, bound = self.ast, {}, set()
        name_node, load, alias, argument = ast.Name, ast.Load, ast.alias, ast.arg
        for node in ast.walk(self.tree):
            kind = node.__class__
            if kind is name_node:
                if node.ctx.__class__ is load:
                    used[node.id] = True
                else:
                    bound.add(node.id)
            elif kind is argument:
                bound.add(node.arg)
            elif kind is alias:
                bound.add(node.asname or node.name.partition(".")[0])
            elif "name" in kind._fields or "rest" in kind._fields:
                # Definitions, handlers of exceptions, patterns; a type's name is a node and comes by itself.
                bound.add(str(getattr(node, "name", None) or getattr(node, "rest", None)))
        missing = [name for name in used if name not in bound and name not in BUILT_IN]
        for name in missing[:self.MOST_MISSING]:
            self.line("missing", name)

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

