# Finds which functions give what a program prints, as it is, and by which conditions it is chosen. `print([f(n) for n
# in range(9)])` shows f; `print(f(n) + 1)` does not. It goes by names and is meant to be right about the usual forms:
# what it does not understand shows nothing.
class Shown:
    """`values` are names of functions whose values are printed; `conditions`, of those that choose what is printed."""

    # Which argument of a call holds the values that it gives.
    PLACES = {"list": 0, "tuple": 0, "sorted": 0, "set": 0, "str": 0, "int": 0, "islice": 0, "next": 0,
              "iter": 0, "enumerate": 0, "chain": 0, "join": 0, "takewhile": 1}
    DEEPEST = 12

    def __init__(self, ast, known):
        self.ast, self.known = ast, known
        self.values, self.conditions = set(), set()
        self.bound, self.printed, self.followed = {}, [], set()

    def read(self, body):
        """Takes in statements that run, with the conditions that they are under. A long `elif` is as deep a nest, so
        there is no recursion here."""
        ast, todo = self.ast, [(body, ())]
        while todo:
            body, tests = todo.pop()
            for node in body:
                if isinstance(node, ast.If):
                    inner = tests if self.is_main(node.test) else self.under(tests, node.test)
                    todo += [(node.body, inner), (node.orelse, self.under(tests, None))]
                elif isinstance(node, ast.For):
                    self.bind(node.target, ("each", node.iter, ()))
                    todo.append((node.body, tests))
                elif isinstance(node, (ast.While, ast.With, ast.Try)):
                    todo.append((node.body, tests))
                elif isinstance(node, ast.Assign):
                    for target in node.targets:
                        self.bind(target, ("is", node.value, tests))
                elif isinstance(node, ast.AugAssign):
                    # A list grows by a list; a number that grows by another one is neither.
                    if isinstance(node.value, (ast.List, ast.ListComp)):
                        self.bind(node.target, ("is", node.value, tests))
                elif isinstance(node, ast.Expr):
                    self.expression(node.value, tests)

    def under(self, tests, *more):
        """The tests and further ones. Two of them say as little as a hundred."""
        return (*tests, *more)[:2]

    def is_main(self, test):
        return isinstance(test, self.ast.Compare) and getattr(test.left, "id", "") == "__name__"

    def bind(self, target, what):
        if isinstance(target, self.ast.Name):
            self.bound.setdefault(target.id, []).append(what)

    def expression(self, value, tests):
        ast = self.ast
        if isinstance(value, (ast.ListComp, ast.GeneratorExp)) and len(value.generators) == 1:
            part = value.generators[0]
            self.bind(part.target, ("each", part.iter, ()))
            self.expression(value.elt, self.under(tests, *part.ifs))
        elif isinstance(value, ast.Call):
            name = self.name(value)
            if name in ("print", "pprint") and isinstance(value.func, ast.Name):
                self.printed.append((value.args, tests))
            elif name in ("append", "extend") and isinstance(value.func, ast.Attribute) and value.args:
                self.bind(value.func.value, ("is", value.args[0], tests))
            elif name == "list" and value.args:
                self.expression(value.args[0], tests)

    def name(self, call):
        return getattr(call.func, "id", None) or getattr(call.func, "attr", "")

    def finish(self, bodies, last=None):
        for body in bodies:
            self.read(body)
        for arguments, tests in self.printed or ([([last], ())] if last is not None else []):
            for argument in arguments:
                self.show(argument, tests, 0)

    def show(self, value, tests, depth):
        """A value that is printed where all these tests hold."""
        ast = self.ast
        if depth > self.DEEPEST:
            return
        depth += 1
        if isinstance(value, ast.Name):
            if tests:
                self.chosen(value.id, tests)
            place = (value.id, not tests)
            if place in self.followed:
                return
            self.followed.add(place)
            for kind, source, inner in self.bound.get(value.id, ())[:20]:
                # What is left of an iterable by tests is another sequence.
                if kind == "is" or not tests:
                    self.show(source, inner if kind == "is" else (), depth)
        elif isinstance(value, ast.Starred):
            self.show(value.value, tests, depth)
        elif isinstance(value, (ast.List, ast.Tuple)):
            for item in value.elts[:100]:
                self.show(item, tests, depth)
        elif isinstance(value, (ast.ListComp, ast.GeneratorExp, ast.SetComp)):
            self.comprehension(value, tests, depth)
        elif isinstance(value, ast.Call):
            self.call(value, tests, depth)
        elif isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Slice):
            self.show(value.value, tests, depth)
        elif isinstance(value, ast.JoinedStr):
            for item in value.values:
                self.show(getattr(item, "value", item), tests, depth)
        elif isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mod) and isinstance(value.left, ast.Constant):
            self.show(value.right, tests, depth)

    def comprehension(self, value, tests, depth):
        ast, element, last = self.ast, value.elt, value.generators[-1]
        while isinstance(element, ast.Call) and self.name(element) in ("str", "int") and element.args:
            element = element.args[0]
        single = len(value.generators) == 1
        if isinstance(element, ast.Name) and element.id == getattr(last.target, "id", None):
            if last.ifs and single:
                self.chosen(element.id, (*tests, *last.ifs))
            elif not last.ifs:
                self.show(last.iter, tests, depth)
        elif not any(part.ifs for part in value.generators):
            self.show(element, tests, depth)

    def call(self, value, tests, depth):
        ast, name = self.ast, self.name(value)
        if isinstance(value.func, ast.Name) and name in self.known:
            if not tests:
                self.values.add(name)
        elif name in ("map", "filter") and value.args and isinstance(value.args[0], ast.Name):
            if not tests:
                (self.values if name == "map" else self.conditions).add(value.args[0].id)
        elif name == "range":
            pass
        elif self.PLACES.get(name, len(value.args)) < len(value.args):
            self.show(value.args[self.PLACES[name]], tests, depth)

    def chosen(self, variable, tests):
        """A variable is printed where exactly one condition on it holds."""
        test = tests[0] if len(tests) == 1 else None
        if isinstance(test, self.ast.Call) and isinstance(test.func, self.ast.Name):
            if [getattr(a, "id", None) for a in test.args] == [variable] and not test.keywords:
                self.conditions.add(test.func.id)


