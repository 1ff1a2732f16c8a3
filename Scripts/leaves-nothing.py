#!/usr/bin/env python3
"""Ends seqjudge in the middle, hard and softly, and looks for what it left behind.

    leaves-nothing.py SEQJUDGE SUITE [--rungs full,userns,lockdown] [--kills 8] [--seed 1]

One second after the end there may be no more processes, cgroups, mounts, temporary files or IPC objects than before.
Zombies whose parent is process 1 do not count: reaping them is the host's part. Exit status 0 when nothing is left.
"""
import argparse
import glob
import os
import random
import signal
import subprocess
import sys
import tempfile
import time


def table():
    """Every process: pid → (parent, uid, name, command line), without zombies of process 1."""
    found = {}
    for folder in glob.glob("/proc/[0-9]*"):
        try:
            with open(folder + "/status", errors="replace") as file:
                fields = dict(line.split(":", 1) for line in file if ":" in line)
            with open(folder + "/cmdline", "rb") as file:
                command = file.read()
        except OSError:
            continue
        parent = int(fields["PPid"])
        if fields["State"].strip().startswith("Z") and parent == 1:
            continue
        uid = int(fields["Uid"].split()[0])
        found[int(os.path.basename(folder))] = (parent, uid, fields["Name"].strip(), command)
    return found


def of_living_hosts(processes):
    """Wardens whose host lives, some other seqjudge on this machine, and all below them: not left behind."""
    def is_warden(pid):
        return pid in processes and processes[pid][3].startswith(b"seqjudge-warden")

    spared = {pid for pid in processes
              if is_warden(pid) and processes[pid][0] > 1 and not is_warden(processes[pid][0])}
    while more := {pid for pid in processes if pid not in spared and processes[pid][0] in spared}:
        spared |= more
    return spared


def state():
    processes = table()
    spared = of_living_hosts(processes)
    found = set()
    for pid, (_, uid, name, command) in processes.items():
        ours = (command.startswith(b"seqjudge-warden") or b"seqjudge_stem" in command
                or 0x70000000 <= uid < 0x70400000)
        if pid not in spared and ours:
            found.add("process %d: %s" % (pid, name))
    named = {"seqjudge-%d" % pid for pid in spared}
    for folder, names, _ in os.walk("/sys/fs/cgroup"):
        found.update("cgroup %s/%s" % (folder, name) for name in names
                     if name.startswith("seqjudge-") and name[9:].isdigit() and name not in named)
    found.update(path for path in glob.glob(tempfile.gettempdir() + "/seqjudge-[0-9]*")
                 if os.path.basename(path) not in named)
    with open("/proc/self/mountinfo") as file:
        found.update("mount " + line.split()[4] for line in file)
    for kind in ("shm", "sem", "msg"):
        try:
            with open("/proc/sysvipc/" + kind) as file:
                found.update("%s %s" % (kind, line.split()[1]) for line in file.readlines()[1:])
        except OSError:
            pass
    return found


def start(options, rung):
    command = [options.seqjudge, "test", options.suite, "--rung", rung] + options.passed
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def settle(before, what):
    """What is left a second later, given up to that second."""
    deadline = time.monotonic() + 1
    while (left := state() - before) and time.monotonic() < deadline:
        time.sleep(0.05)
    for item in sorted(left):
        print("left behind after %s: %s" % (what, item))
    return not left


def end_by(number, options, rung, chance, before):
    process = start(options, rung)
    delay = chance.uniform(0.05, 1.5)
    time.sleep(delay)
    process.send_signal(number)
    process.communicate()
    name = signal.Signals(number).name
    good = settle(before, "%s at %.3f s on %s" % (name, delay, rung))
    # An interrupt before the command handles it ends the process in the system's own way.
    if number == signal.SIGINT and process.returncode not in (130, 0, -signal.SIGINT):
        print("SIGINT at %.3f s on %s: exit status %s, expected 130" % (delay, rung, process.returncode))
        good = False
    return good


def two_at_once(options, rung, before):
    """Two hosts must not disturb each other: both suites are green."""
    pair = [start(options, rung) for _ in range(2)]
    good = True
    for process in pair:
        text = process.communicate()[0].decode(errors="replace")
        if process.returncode != 0:
            print("two at once on %s: exit status %d\n%s" % (rung, process.returncode, text[-2000:]))
            good = False
    return settle(before, "two at once on " + rung) and good


def many_checks(options, rung, before):
    """A long run of small checks: a suite made for it."""
    with tempfile.TemporaryDirectory(prefix="many-checks-") as folder:
        accepted = folder + "/A000290-squares/submissions/accepted"
        os.makedirs(accepted)
        with open(folder + "/A000290-squares/sequence.yaml", "w") as file:
            file.write("id: A000290\nname: Squares\noffset: 0\nterms: >-\n  0, 1, 4, 9\n")
        for number in range(options.checks):
            ending, text = (
                ("c", "long a(long n) { return n * n + 0 * %dL; }") if number % 20 == 0
                else ("py", "def a(n): return n * n + 0 * %d"))
            with open("%s/squares_%d.%s" % (accepted, number, ending), "w") as file:
                file.write(text % number + "\n")
        process = subprocess.run(
            [options.seqjudge, "test", folder, "--rung", rung] + options.passed_tools,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if process.returncode != 0:
        print("%d checks on %s: exit status %d\n%s" % (
            options.checks, rung, process.returncode, process.stdout.decode(errors="replace")[-2000:]))
    return settle(before, "%d checks on %s" % (options.checks, rung)) and process.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seqjudge")
    parser.add_argument("suite")
    parser.add_argument("--rungs", default="full,userns,lockdown")
    parser.add_argument("--kills", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--checks", type=int, default=0, help="also so many small checks in a row, on each rung")
    parser.add_argument("--filter", help="passed on: only these submissions")
    options, options.passed_tools = parser.parse_known_args()
    options.passed = options.passed_tools + (["--filter", options.filter] if options.filter else [])
    chance = random.Random(options.seed)
    good = True
    for rung in options.rungs.split(","):
        before = state()
        for _ in range(options.kills):
            good = end_by(signal.SIGKILL, options, rung, chance, before) and good
        good = end_by(signal.SIGINT, options, rung, chance, before) and good
        good = two_at_once(options, rung, before) and good
        if options.checks:
            good = many_checks(options, rung, before) and good
        print("%s: %d kills, an interrupt, two at once, %d checks" % (rung, options.kills, options.checks))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
