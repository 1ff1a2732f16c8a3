#!/usr/bin/env python3
"""Writes completions that need no language model: for each problem a program of its sequence, as it is and changed.

    Scripts/reference-completions.py SEQUENCES PROBLEMS [--programs FOLDER] [--mutants N] [--seed S]
        [--conversations FILE] >COMPLETIONS

SEQUENCES are lines of JSON with "id", "offset", "terms" and perhaps "program" and "entry"; PROBLEMS those made of them. For a
sequence without a program one is looked for in the accepted ones of FOLDER, a folder of fixtures. Sample 0 is the program as
it is; samples 1 to N have one constant, operator or index changed each, in turns, at a place that the seed chooses. The line's
"change" says what was changed. A program that cannot be changed in N ways has fewer samples. A change that makes it take far
more steps is left out, since how such a program ends depends on the machine. Before the program stand some terms that it
gives, as a model works some out. FILE gets recorded answers for `reflect`: changed programs, and then that which is right, but
for a few that never get there. The same input gives the same output.
"""

import argparse
import ast
import json
import multiprocessing
import os
import pathlib
import random
import sys

import counted_runs

OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
KINDS = ("constant", "operator", "index")
# A changed program may take so many steps, and so many times those of the one that is right.
STEPS, TIMES = 50_000, 2
# The steps that are counted of a program that is right.
MOST_STEPS = 50_000_000
CASES = 3
# So many changes of a program that run away end the search for others.
MOST_LEFT = 6


def operator(node, name, other):
    """The change of one operator into another."""
    def change():
        if name == "ops":
            node.ops[0] = other()
        else:
            setattr(node, name, other())
    return change


def changes(tree):
    """Every change that can be made, as (kind, what, function that makes it)."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) is int:
            for step in (1, -1):
                found.append(("constant", f"line {node.lineno}: {node.value} became {node.value + step}",
                              lambda node=node, step=step: setattr(node, "value", node.value + step)))
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, (ast.Name, ast.BinOp)):
            found.append(("index", f"line {node.lineno}: an index became one more",
                          lambda node=node: setattr(node, "slice", ast.BinOp(node.slice, ast.Add(), ast.Constant(1)))))
        else:
            name = "ops" if isinstance(node, ast.Compare) else "op"
            now = getattr(node, name, None)
            now = now[0] if name == "ops" else now
            if type(now) in OPERATORS:
                other = OPERATORS[type(now)]
                found.append(("operator", f"line {node.lineno}: {type(now).__name__} became {other.__name__}",
                              operator(node, name, other)))
    return found


def mutants(program, seed):
    """The changed programs, the kinds in turns and no two alike, with what was changed."""
    places = {kind: [] for kind in KINDS}
    for place, (kind, _, _) in enumerate(changes(ast.parse(program))):
        places[kind].append(place)
    for kind in KINDS:
        random.Random(f"{seed} {kind}").shuffle(places[kind])
    seen = {ast.unparse(ast.parse(program))}
    while any(places.values()):
        for kind in KINDS:
            while places[kind]:
                tree = ast.parse(program)
                _, what, change = changes(tree)[places[kind].pop()]
                change()
                text = ast.unparse(ast.fix_missing_locations(tree))
                if text not in seen:
                    seen.add(text)
                    yield what, text + "\n"
                    break


def completion(program, problem, values):
    """What a model would write: some terms worked out, which are the program's own, and the program."""
    cases = [f"a({case['index']}) = {value}" for case, value in zip(problem["hidden"], values[len(problem["examples"]):])
             if value is not None][:CASES]
    return (f"By hand: {', '.join(cases)}.\n\n" if cases else "") + f"```python\n{program}```\n"


def run(program, entry, first, count, most):
    """The terms and the steps. Where a program prints what a function of its gives, the judge may ask that as well: none of
    the two may run away."""
    values, steps = counted_runs.apart(program, entry, first, count, most)
    shown = next((way for way in counted_runs.entries(program) if way.startswith("function ")), None)
    if values is not None and entry in ("stdin", "terms") and shown:
        others, more = counted_runs.apart(program, shown, first, count, most)
        return (None if others is None else values), max(steps, more)
    return values, steps


def answers(job):
    """The samples of a problem as (change, completion), and how many changes were left out; nothing where the program is
    not right."""
    problem, program, entry, wanted, seed = job
    if not entry:
        return [("nothing", completion(program, problem, []))], 0
    cases = problem["examples"] + problem["hidden"] + problem["tail"]
    first, count = cases[0]["index"], len(cases)
    values, steps = counted_runs.apart(program, entry, first, count, MOST_STEPS)
    if values != [int(case["term"]) for case in cases]:
        return [], 0
    found, left = [("nothing", completion(program, problem, values))], 0
    if run(program, entry, first, count, STEPS + TIMES * steps)[0] is None:
        return found, left
    for what, text in mutants(program, f"{seed} {problem['id']}"):
        if len(found) > wanted or left > MOST_LEFT:
            break
        values, _ = run(text, entry, first, count, STEPS + TIMES * steps)
        if values is None:
            left += 1
        else:
            found.append((what, completion(text, problem, values)))
    return found, left


def fixture(folder, identifier, first, terms):
    """The first accepted program of a fixture that can be asked for terms one by one, and its entry; else the first one, which
    then stays as it is."""
    paths = sorted(pathlib.Path(folder).glob(f"{identifier}-*/submissions/accepted/*.py"))
    texts = [path.read_text(encoding="utf-8").rstrip("\n") + "\n" for path in paths]
    for text in texts:
        entry = counted_runs.entry(text, first, terms)
        if entry:
            return text, entry
    return (texts[0], None) if texts else None


def programs(path, folder):
    """The programs of a file of sequences with their entries, by id."""
    found = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record.get("program") and record.get("language", "python") == "python":
                found[record["id"]] = record["program"], record["entry"]
            elif folder:
                terms = [int(term) for term in record["terms"][:10]]
                program = fixture(folder, record["id"], record["offset"], terms)
                if program:
                    found[record["id"]] = program
    return found


def conversation(problem, samples, seed):
    """Recorded answers: up to two changed programs, then the right one; of twenty problems one stays unsolved."""
    chance = random.Random(f"{seed} {problem} conversation")
    wrong = [text for _, text in samples[1:1 + chance.randrange(3)]]
    answers = wrong + ([] if wrong and chance.randrange(20) == 0 else [samples[0][1]])
    return [{"problem": problem, "round": number, "completion": text} for number, text in enumerate(answers)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sequences")
    parser.add_argument("problems")
    parser.add_argument("--programs")
    parser.add_argument("--mutants", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--conversations", default=os.devnull)
    options = parser.parse_args()
    known = programs(options.sequences, options.programs)
    with open(options.problems, encoding="utf-8") as lines:
        problems = [json.loads(line) for line in lines]
    jobs = [(problem, *known[problem["id"]], options.mutants, options.seed) for problem in problems
            if problem["id"] in known]
    left, faults = 0, [f"{problem['id']}: there is no program for it" for problem in problems if problem["id"] not in known]
    with multiprocessing.Pool() as pool, open(options.conversations, "w", encoding="utf-8") as talk:
        for (problem, *_), (samples, runaways) in zip(jobs, pool.imap(answers, jobs, chunksize=8)):
            left += runaways
            if not samples:
                faults.append(f"{problem['id']}: its program does not give its terms")
                continue
            for sample, (what, text) in enumerate(samples):
                print(json.dumps({"problem": problem["id"], "sample": sample, "change": what, "completion": text},
                                 sort_keys=True))
            for line in conversation(problem["id"], samples, options.seed):
                print(json.dumps(line, sort_keys=True), file=talk)
    print(f"  {len(jobs)} problems with a program; {left} changes left out that would run away", file=sys.stderr)
    for fault in faults:
        print(f"    {fault}", file=sys.stderr)


if __name__ == "__main__":
    main()
