#!/usr/bin/env python3
"""Ends a batch in the middle, again and again, goes on with it, and looks whether a line was lost or judged twice.

    batch-survives.py SEQJUDGE [--lines 60] [--rounds 3] [--kills 4] [--seed 1]

Each round: a batch of small candidates is ended by SIGKILL or SIGTERM at seeded moments, gone on with by --resume, and run
to its end. Then there must be exactly one record for each line with the verdict it has to have, and nothing left on the
host. Exit status 0 when all is well.
"""
import argparse
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location("leaves_nothing", HERE + "/leaves-nothing.py")
leaves_nothing = importlib.util.module_from_spec(spec)
spec.loader.exec_module(leaves_nothing)


def write_requests(path, count):
    """Requests of several kinds, some lines blank and some malformed; line → the verdict it has to have."""
    expected = {}
    with open(path, "w") as file:
        for line in range(1, count + 1):
            kind = line % 10
            request = {"id": line, "language": "python", "terms": [0, 1, 4, 9], "meta": {"line": line}}
            if kind == 3:
                file.write("\n")
                continue
            if kind == 5:
                file.write('{"id": %d, "oops": 1}\n' % line)
                expected[line] = "IE"
                continue
            if kind == 7:
                request.update(language="c", source="long a(long n) { return n * n + 0 * %dL; }" % line)
                expected[line] = "AC"
            elif kind == 9:
                request.update(source="import time\ntime.sleep(0.1)\ndef a(n): return %d" % line)
                expected[line] = "WA"
            else:
                request.update(source="def a(n): return n * n + 0 * %d" % line)
                expected[line] = "AC"
            # The last line has no line end, as files have it.
            file.write(json.dumps(request) + ("\n" if line < count else ""))
    return expected


def records(path):
    """The whole records of an output, and whether its last line is torn."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return [], False
    lines = data.split(b"\n")
    return [json.loads(line) for line in lines[:-1]], lines[-1] != b""


def check(path, expected):
    """What is wrong with a finished output, a line each."""
    found, is_torn = records(path)
    problems = ["the last line is torn"] if is_torn else []
    lines = [record["line"] for record in found]
    problems += ["line %d has %d records" % (line, lines.count(line))
                 for line in sorted(set(lines) | set(expected)) if lines.count(line) != (1 if line in expected else 0)]
    problems += ["line %d: %s, expected %s (%s)" % (record["line"], record["verdict"], expected.get(record["line"]),
                                                     record["error"] or record["explanation"])
                 for record in found if record["verdict"] != expected.get(record["line"])]
    problems += ["line %d: id or meta of another" % record["line"]
                 for record in found if record["id"] != record["line"]
                 or record["meta"] not in (None, {"line": record["line"]})]
    return problems


def a_round(options, chance, folder, number):
    """One batch, ended several times; returns what went wrong."""
    requests, output = folder + "/requests.jsonl", "%s/verdicts-%d.jsonl" % (folder, number)
    expected = write_requests(requests, options.lines)
    command = [options.seqjudge, "batch", requests, "--output", output, "--resume", "--quiet"] + options.passed
    command += ["--ordered"] if number % 2 else []
    problems, before, done = [], leaves_nothing.state(), 0
    for kill in range(options.kills):
        process = subprocess.Popen(command, stderr=subprocess.PIPE)
        # As soon as some records more are there, so that the ends are spread over the batch on a host of any speed.
        goal, deadline = done + chance.randrange(1, max(2, len(expected) // options.kills)), time.monotonic() + 60
        while process.poll() is None and len(records(output)[0]) < goal and time.monotonic() < deadline:
            time.sleep(chance.uniform(0.0005, 0.01))
        how = chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM])
        process.send_signal(how)
        errors = process.communicate()[1].decode(errors="replace")
        allowed = (-signal.SIGKILL, 65) if how == signal.SIGKILL else (130, 65, -signal.SIGTERM)
        if process.returncode not in allowed:
            problems.append("%s: exit status %d\n%s" % (how.name, process.returncode, errors))
        now = len(records(output)[0])
        if now < done:
            problems.append("%d records became %d" % (done, now))
        done = now
        if chance.random() < 0.5 and os.path.exists(output):
            # What a power failure or a full disk would do.
            os.truncate(output, max(0, os.path.getsize(output) - chance.randrange(1, 300)))
            done = len(records(output)[0])
    process = subprocess.run(command, stderr=subprocess.PIPE)
    if process.returncode != 65:
        problems.append("the last run: exit status %d\n%s" % (process.returncode, process.stderr.decode()))
    problems += check(output, expected)
    with open(output, "rb") as file:
        finished = file.read()
    subprocess.run(command, stderr=subprocess.PIPE)
    with open(output, "rb") as file:
        if file.read() != finished:
            problems.append("a resume of a finished batch changed its output")
    if not leaves_nothing.settle(before, "round %d" % number):
        problems.append("something was left behind")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seqjudge")
    parser.add_argument("--lines", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options, options.passed = parser.parse_known_args()
    chance = random.Random(options.seed)
    good = True
    with tempfile.TemporaryDirectory(prefix="batch-survives-") as folder:
        for number in range(options.rounds):
            problems = a_round(options, chance, folder, number)
            for problem in problems:
                print("round %d: %s" % (number, problem))
            good = good and not problems
    print("%d rounds, each ended %d times, %d lines: %s" % (
        options.rounds, options.kills, options.lines, "all well" if good else "not well"))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
