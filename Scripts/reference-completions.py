#!/usr/bin/env python3
"""Writes completions that need no language model: for each problem the program of its sequence, as it is and changed.

    Scripts/reference-completions.py SEQUENCES PROBLEMS [--mutants N] [--seed S] >COMPLETIONS

SEQUENCES are lines of JSON with "id" and "program" (Python), PROBLEMS those made of them. Sample 0 is the program as it is;
samples 1 to N have one constant, operator or index changed each, at a place that the seed chooses. The line's "change" says
what was changed; a program that cannot be changed in N ways has fewer samples. The same input gives the same output.
"""

import argparse
import ast
import json
import random
import sys

OPERATORS = {
    ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.Add], ast.FloorDiv: [ast.Mult], ast.Mod: [ast.FloorDiv],
    ast.Pow: [ast.Mult], ast.Lt: [ast.LtE], ast.LtE: [ast.Lt], ast.Gt: [ast.GtE], ast.GtE: [ast.Gt],
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq],
}


def changes(tree):
    """Every change that can be made, as (what, function that makes it)."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) is int:
            for step in (1, -1):
                found.append((f"line {node.lineno}: {node.value} became {node.value + step}",
                              lambda node=node, step=step: setattr(node, "value", node.value + step)))
        elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in OPERATORS:
            for other in OPERATORS[type(node.op)]:
                found.append((f"line {node.lineno}: {type(node.op).__name__} became {other.__name__}",
                              lambda node=node, other=other: setattr(node, "op", other())))
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in OPERATORS:
            for other in OPERATORS[type(node.ops[0])]:
                found.append((f"line {node.lineno}: {type(node.ops[0]).__name__} became {other.__name__}",
                              lambda node=node, other=other: node.ops.__setitem__(0, other())))
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, (ast.Name, ast.BinOp)):
            found.append((f"line {node.lineno}: an index became one more",
                          lambda node=node: setattr(node, "slice", ast.BinOp(node.slice, ast.Add(), ast.Constant(1)))))
    return found


def mutants(program, count, seed):
    """Up to so many changed programs, no two alike, with what was changed."""
    places = list(range(len(changes(ast.parse(program)))))
    random.Random(seed).shuffle(places)
    seen = {ast.unparse(ast.parse(program))}
    for place in places:
        if count == 0:
            return
        tree = ast.parse(program)
        what, change = changes(tree)[place]
        change()
        text = ast.unparse(ast.fix_missing_locations(tree))
        if text in seen:
            continue
        seen.add(text)
        count -= 1
        yield what, text + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sequences")
    parser.add_argument("problems")
    parser.add_argument("--mutants", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    programs = {}
    with open(options.sequences, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record.get("program") and record.get("language", "python") == "python":
                programs[record["id"]] = record["program"]
    with open(options.problems, encoding="utf-8") as lines:
        for line in lines:
            problem = json.loads(line)["id"]
            if problem not in programs:
                print(f"{problem}: there is no program for it", file=sys.stderr)
                continue
            answers = [("nothing", programs[problem])]
            answers += mutants(programs[problem], options.mutants, f"{options.seed} {problem}")
            for sample, (what, program) in enumerate(answers):
                json.dump({"problem": problem, "sample": sample, "change": what,
                           "completion": f"```python\n{program}```\n"}, sys.stdout, sort_keys=True)
                print()


if __name__ == "__main__":
    main()
