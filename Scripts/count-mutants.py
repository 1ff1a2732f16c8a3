#!/usr/bin/env python3
"""Counts how many programs were accepted as they are, and how many that were changed were rejected.

    Scripts/count-mutants.py SEQJUDGE PROBLEMS COMPLETIONS VERDICTS [PROBLEMS COMPLETIONS VERDICTS]...

COMPLETIONS are those of reference-completions.py. A change is rejected where the tests or the held-out terms reject it. One that
neither does is compared with the program as it is, in the jail, at 200 further indices: it is listed with the first index at
which they differ, or as equivalent as far as both answer. Exit status 1 where a program as it is was not accepted, or fewer
than 99 % of the changes that are not equivalent were rejected.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FURTHER = 200


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def outcomes(path):
    """Whether tests and held-out terms accepted a sample, and how it was asked, by problem and sample."""
    found = {}
    for item in read(path):
        key = item["meta"]["problem"], item["meta"]["sample"]
        found[key] = found.get(key, (True,))[0] and item["verdict"] == "AC", item["entry"]
    return found


def difference(seqjudge, problem, first, second):
    """Where the programs of two completions, each with its entry, differ, as (index or None, words)."""
    cases = problem["examples"] + problem["hidden"] + problem["tail"]
    last = cases[-1]["index"] + FURTHER
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder, name) for name in ("first.py", "second.py")]
        for path, (text, _) in zip(paths, (first, second)):
            path.write_text(re.search(r"```python\n(.*)```", text, re.DOTALL).group(1), encoding="utf-8")
        result = subprocess.run(
            [seqjudge, "compare", *map(str, paths), "--from", str(problem["offset"]), "--to", str(last),
             "--first-entry", first[1], "--second-entry", second[1], "--cpu-time", "500ms", "--check-cpu-time", "2s",
             "--format", "json"],
            capture_output=True, text=True, check=False)
    report = json.loads(result.stdout)
    if report["first_difference"]:
        index = report["first_difference"]["index"]
        return index, f"differs first at n = {index}"
    # How far two slow programs come in their time is another number in each run.
    return None, "equivalent"


def count(seqjudge, problems, completions, verdicts):
    """Programs as they are that were accepted and that were not, changes that were rejected, and the others with where they
    differ."""
    texts = {(item["problem"], item["sample"]): item for item in read(completions)}
    by_id = {problem["id"]: problem for problem in read(problems)}
    found = outcomes(verdicts)
    right = [key for key in texts if key[1] == 0]
    survivors = [key for key in texts if key[1] > 0 and found[key][0]]

    def side(key):
        return texts[key]["completion"], found[key][1]

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        places = pool.map(lambda key: difference(seqjudge, by_id[key[0]], side((key[0], 0)), side(key)), survivors)
        listed = [(place, f"{key[0]}: {texts[key]['change']}: {words}")
                  for key, (place, words) in zip(survivors, places)]
    wrong = [key[0] for key in right if not found[key][0]]
    return len(right) - len(wrong), wrong, len(texts) - len(right) - len(survivors), listed


def main(seqjudge, *paths):
    if not paths or len(paths) % 3:
        print(__doc__, file=sys.stderr)
        return 64
    right, wrong, rejected, listed = 0, [], 0, []
    for triple in zip(paths[::3], paths[1::3], paths[2::3]):
        counts = count(seqjudge, *triple)
        right, rejected = right + counts[0], rejected + counts[2]
        wrong += counts[1]
        listed += counts[3]
    differing = sum(1 for place, _ in listed if place is not None)
    share = rejected / max(1, rejected + differing)
    print(f"  as they are: {right} of {right + len(wrong)} accepted")
    print(f"  changed: {rejected} rejected, {differing} accepted that differ later, {len(listed) - differing} equivalent")
    print(f"  of the changes that are not equivalent {100 * share:.2f} % were rejected")
    for _, text in sorted(listed, key=lambda item: item[0] is None):
        print(f"    accepted: {text}")
    for problem in wrong:
        print(f"    not accepted: {problem}")
    return 1 if wrong or share < 0.99 else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(print(__doc__, file=sys.stderr) or 64)
    sys.exit(main(*sys.argv[1:]))
