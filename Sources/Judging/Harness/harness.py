# What runs inside the jail's Python, around the candidate. It holds no expected value: it is told which function to
# call or to run the whole program, and it passes on what the candidate gives.
#
# It is told nothing else either: as a template (the arguments `template STEM MODULE...`) it imports the modules and loads
# the stem before any candidate is known, and goes on from there in a fork for each run.
#
# Protocol. Descriptor 0 brings a header line `LENGTH MODE ARGUMENT...` and LENGTH bytes of source; nothing beyond them
# is read before the candidate needs it. Modes:
#   analyse [names]       write the lines of analyse.py, those of missing names too; then a line `MODE ARGUMENT...` follows, of one of these:
#   run ARGUMENT...       execute it as `python3 solution.py ARGUMENT...`
#   terms                 the same, each write going out at once, so that a program that prints for ever is heard
#   expression            the same, and a last statement that is a bare expression is printed as at a prompt
#   function NAME         for each line n on descriptor 0: write the line NAME(n)
#   generator NAME        write what NAME() gives, a line each
#   list NAME COUNT       write the items of NAME, or of NAME(COUNT), a line each
#   upto NAME COUNT       write the items of NAME(COUNT), then the further ones of NAME(2 COUNT) and so on
#   rows NAME START       write the items of NAME(START), of NAME(START + 1) and so on, a line each
#   table NAME START ORDER    write NAME(n, k) in one of the orders below, a line each
#   predicate NAME START  write each n from START on for which NAME(n) is true, a line each
# Words `+MODULE:NAME` after these, from all modes but `analyse`, are names that the candidate finds beside the built-in
# ones, and `+MODULE:` is a module.
# A value is written as decimal digits, or as `!TYPE EXCERPT` when it is no integer.
import sys


def _seqjudge():
    # Everything used after the candidate has run is a local here, so that a candidate that replaces a built-in or an
    # attribute of a module changes nothing for the judge.
    import posix
    from atexit import _run_exitfuncs as run_exit_functions
    read, write, leave = posix.read, posix.write, posix._exit
    Type, Repr, Int, Base = type, repr, int, BaseException
    Tuple, List, Str, isa, digits = tuple, list, str, isinstance, int.__repr__
    Lookup, Call, Ordinary, Memory = LookupError, callable, Exception, MemoryError
    iterate, exception = iter, sys.exc_info
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
        for name in ("stdout", "stderr"):
            try:
                getattr(sys, name).flush()
            except Base:
                pass

    def report():
        # As CPython's own report, with the source lines (there is no file to find them in) and without our frames.
        kind, error, trace = exception()
        while trace is not None and trace.tb_frame.f_code.co_filename != "solution.py":
            trace = trace.tb_next
        if isa(error, Memory):
            # Nothing more can be allocated: neither a report nor an orderly end, only this.
            write(2, b"MemoryError\n")
            leave(1)
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

    def status_of(code):
        if code is None:
            return 0
        if isa(code, Int):
            return code & 255
        try:
            flush()
            send_error(printable(Str(code)) + b"\n")
        except Base:
            pass
        return 1

    def end(status):
        # What the interpreter does at its end, in its order, and no more: to take apart every module that was ever
        # imported takes longer than most candidates do.
        try:
            if "threading" in sys.modules:
                sys.modules["threading"]._shutdown()
        except Base:
            pass
        try:
            run_exit_functions()
        except Base:
            pass
        flush()
        try:
            sys.modules["__main__"].__dict__.clear()
        except Base:
            pass
        flush()
        leave(status)

    def send_error(data):
        while data:
            data = data[write(2, data):]

    def execute(last_expression=False):
        code, tail = compiled, None
        if last_expression:
            code, tail = split_expression(source)
        elif code is None:
            code = compile(source, "solution.py", "exec", dont_inherit=True)
        module = Type(sys)("__main__")
        module.__file__ = "solution.py"
        module.__builtins__ = offer(offered) if offered else __builtins__
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

    def grow(function, count):
        # The terms up to a limit, for ever larger ones: nobody knows which limit gives so many terms.
        sent, limit = [], count if count > 16 else 16
        while limit < 1 << 64:
            place = 0
            for item in flat(iterate(function(limit))):
                line = as_line(item)
                if place == len(sent):
                    sent.append(line)
                    send(line)
                elif sent[place] != line:
                    raise ValueError("with the limit %d it does not begin as with lower ones" % limit)
                place += 1
                if place == count:
                    return
            limit *= 2

    def cells(start, order):
        # The arguments of a function of two, in order.
        first = 1 if start >= 1 and order != "triangle0" else 0
        row = 0
        while True:
            for k in range(row + 1):
                if order == "antidiagonals-down":
                    yield first + k, first + row - k
                elif order == "antidiagonals-up":
                    yield first + row - k, first + k
                else:
                    yield start + row, first + k
            row += 1

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
        elif mode == "upto":
            grow(value, Int(arguments[1]))
        elif mode == "rows":
            n = Int(arguments[1])
            while True:
                for item in iterate(value(n)):
                    send(as_line(item))
                n += 1
        elif mode == "table":
            for n, k in cells(Int(arguments[1]), arguments[2]):
                send(as_line(value(n, k)))
        else:
            if Call(value):
                counted = mode == "list" and takes_argument(value)
                value = value(Int(arguments[1])) if counted else value()
            for item in flat(iterate(value)):
                send(as_line(item))

    source_fd, sink_fd = 0, 1
    mode, arguments, source, compiled, offered = "", [], b"", None, []

    def main():
        nonlocal source_fd, sink_fd, mode, arguments, source, compiled, offered
        header = read_line().decode().split()
        length, mode, arguments = Int(header[0]), header[1], header[2:]
        while len(source) < length:
            piece = read(0, length - len(source))
            if not piece:
                leave(70)
            source += piece
        if mode == "analyse":
            description, compiled = analyse(source, arguments == ["names"])
            send(description)
            header = (read_line() or b"").decode().split()
            if not header:
                leave(0)
            mode, arguments = header[0], header[1:]
        offered = [word[1:] for word in arguments if word[0] == "+"]
        arguments = [word for word in arguments if word[0] != "+"]

        sys.argv[:] = ["solution.py"]
        if mode in ("run", "terms", "expression"):
            sys.argv += arguments
            if mode == "terms":
                deliver_at_once()
            status = 0
            try:
                execute(last_expression=mode == "expression")
            except SystemExit as error:
                status = status_of(error.code)
            except Base:
                report()
                status = 1
            end(status)
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

    return main


_seqjudge_main = _seqjudge()
if sys.argv[1:2] == ["template"]:
    become_template(sys.argv[2], sys.argv[3:])
_seqjudge_main()
