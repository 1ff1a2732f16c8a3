#!/usr/bin/env python3
"""Kills the jail's own processes while a suite runs, at random, and sees that no verdict is the worse for it.

    wardens-killed.py SEQJUDGE SUITE [--rungs full,userns,lockdown] [--kills 40] [--seed 1] [--pause 0.2] [-- OPTION ...]

Guardians, keepers, inits, the first processes of namespaces and templates get SIGKILL, each PAUSE seconds (half to twice
that) one; candidates do not, for that is an end of theirs. A check that is hit is repeated, or it is an internal error;
any other unexpected verdict fails; a diagnosis may be another one. Afterwards nothing may be left. Exit status 0 when all is well.
"""
import argparse
import importlib.util
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time

here = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location("leaves_nothing", here + "/leaves-nothing.py")
leaves_nothing = importlib.util.module_from_spec(spec)
spec.loader.exec_module(leaves_nothing)


def is_warden(pid):
    try:
        return "memfd:seqjudge-program" in os.readlink("/proc/%d/exe" % pid) and \
            open("/proc/%d/cmdline" % pid, "rb").read().startswith(b"seqjudge-warden")
    except OSError:
        return False


def victims(host):
    """The jail's own processes below a host."""
    processes = leaves_nothing.table()
    below = {host}
    while more := {pid for pid in processes if pid not in below and processes[pid][0] in below}:
        below |= more
    wardens = {pid for pid in below if is_warden(pid)}
    parents = {processes[pid][0] for pid in below - wardens if pid in processes}
    # A program that is executed by an interpreter has the same command line, but no children.
    templates = {pid for pid in below & parents - wardens
                 if pid in processes and processes[pid][0] in wardens and b"seqjudge_stem" in processes[pid][3]}
    return sorted(wardens | templates)


def kill_some(process, chance, options, killed):
    while process.poll() is None and len(killed) < options.kills:
        time.sleep(chance.uniform(options.pause / 2, options.pause * 2))
        found = victims(process.pid) if process.poll() is None else []
        if found:
            victim = chance.choice(found)
            try:
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)
            except ProcessLookupError:
                pass


def go(rung, chance, options):
    killed, suites, errors, good = [], 0, 0, True
    before = leaves_nothing.state()
    while len(killed) < options.kills and good:
        command = [options.seqjudge, "test", options.suite, "--rung", rung] + options.passed
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        killer = threading.Thread(target=kill_some, args=(process, chance, options, killed))
        killer.start()
        output = process.communicate()[0]
        killer.join()
        suites += 1
        failed = re.findall(r"(?m)^mismatch .*\n(?:    .*\n)+", output)
        # A diagnosis goes by one more run, and by what that one showed up to its end.
        less = [text for text in failed if all(
            line.startswith("    expected the diagnosis") for line in text.splitlines()[1:])]
        wrong = [text for text in failed if ", got IE" not in text and text not in less]
        errors += len(failed) - len(wrong) - len(less)
        if process.returncode not in (0, 1, 70) or wrong or (process.returncode and not failed):
            print("%s: exit status %d\n%s" % (rung, process.returncode, "\n".join(wrong) or output[-2000:]))
            good = False
    good = leaves_nothing.settle(before, "%d kills on %s" % (len(killed), rung)) and good
    print("%s: %d kills in %d suites, %d checks ended as internal errors, %s" % (
        rung, len(killed), suites, errors, "no other verdict was wrong" if good else "NOT WELL"))
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seqjudge")
    parser.add_argument("suite")
    parser.add_argument("--rungs", default="full,userns,lockdown")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--pause", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=1)
    options, options.passed = parser.parse_known_args()
    options.passed = [word for word in options.passed if word != "--"]
    results = [go(rung, random.Random(options.seed), options) for rung in options.rungs.split(",")]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
