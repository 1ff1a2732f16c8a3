#!/usr/bin/env python3
"""Counts how many programs were accepted as they are, and how many that were changed were rejected.

    Scripts/count-mutants.py COMPLETIONS VERDICTS [COMPLETIONS VERDICTS]...

COMPLETIONS are those of reference-completions.py. A change counts as rejected where the tests or the held-out terms reject
it; one that neither does is listed, for it may be the same sequence written otherwise. Exit status 1 where a program as
it is was not accepted.
"""

import json
import sys


def main(paths):
    if len(paths) < 2 or len(paths) % 2:
        print(__doc__, file=sys.stderr)
        return 64
    right, wrong, rejected, survivors = 0, [], 0, []
    for completions, verdicts in zip(paths[::2], paths[1::2]):
        changes = {}
        with open(completions, encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                changes[item["problem"], item["sample"]] = item["change"]
        accepted = {}
        with open(verdicts, encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                key = item["meta"]["problem"], item["meta"]["sample"]
                accepted[key] = accepted.get(key, True) and item["verdict"] == "AC"
        for key, change in sorted(changes.items()):
            if key[1] == 0:
                right += accepted[key]
                wrong += [] if accepted[key] else [key[0]]
            elif accepted[key]:
                survivors.append(f"{key[0]}: {change}")
            else:
                rejected += 1
    total = rejected + len(survivors)
    print(f"  as they are: {right} of {right + len(wrong)} accepted")
    print(f"  changed: {rejected} of {total} rejected ({100 * rejected / max(1, total):.2f} %)")
    for text in survivors:
        print(f"    accepted although changed: {text}")
    for problem in wrong:
        print(f"    not accepted: {problem}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
