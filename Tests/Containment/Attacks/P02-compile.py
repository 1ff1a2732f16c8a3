# id: P02
# does: has the interpreter compile what is nested so deeply that its parser and compiler run out of stack
# expect: RE MLE
# Where the address space is limited, the allocation fails and the interpreter takes its time over the exception.
# expect.lockdown: MLE TLE RE
# entry: function a
# control: naive blame IE
import sys, ast

def a(n):
    sys.setrecursionlimit(10 ** 9)
    for text in ("-" * 10 ** 5 + "1", "(" * 150 + "1" + ")" * 150, "x" + ".y" * 10 ** 5, "x" + "()" * 10 ** 5):
        tree = ast.Constant(1)
        try:
            compile(text, "", "eval")
        except (SyntaxError, MemoryError, RecursionError) as error:
            note(type(error), str(error)[:40])
    for _ in range(10 ** 6): tree = ast.UnaryOp(ast.USub(), tree)
    compile(ast.fix_missing_locations(ast.Expression(tree)), "", "eval")
    return right(n)
