"""Judges as they are too often written, each of them naive in one way. Prints the verdict that it comes to.

    judge.py KIND FILE LANGUAGE ENTRY TERM...      (the true terms, from index 1 on)
"""
import io
import os
import resource
import signal
import subprocess
import sys

# The runtime's threads block most signals, and what they start inherits that.
signal.pthread_sigmask(signal.SIG_SETMASK, [])
kind, file, language, entry, *terms = sys.argv[1:]
# What makes a program of a function.
mains = {
    "c": "int main(void) { long long n; while (scanf(\"%lld\", &n) == 1) printf(\"%lld\\n\", (long long)a(n)); }\n",
    "python": "\nfor line in open(0): print(a(int(line)))\n",
}


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 20, 64 << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(words, text="", limit_s=30):
    try:
        return subprocess.run(
            words, input=text.encode(), capture_output=True, timeout=limit_s, preexec_fn=limit, start_new_session=True)
    except OSError:  # it cannot be started: a fault of the host's, surely
        leave("IE")


def command():
    if entry.startswith("function") and not os.path.exists(file + ".done"):
        with open(file, "a") as source: source.write(mains[language])
        open(file + ".done", "w").close()
    if language == "python": return [sys.executable, file]
    program = os.path.dirname(file) + "/program"
    if run(["gcc", "-w", "-O1", "-pthread", "-o", program, file, "-lm"]).returncode != 0: leave("CE")
    return [program]


def leave(verdict):
    os.write(1, verdict.encode())
    os._exit(0)


def output(index=1): return run(command(), f"{index}\n").stdout.decode("utf-8", "replace")


def agree(condition): leave("AC" if condition else "WA")


# What each of them believes.

def marker():
    """A line that says so."""
    text = output()
    agree("PASS" in text or '"verdict": "AC"' in text)


def pipe():
    """What comes on a pipe that the program inherits."""
    reader, writer = os.pipe()
    done = subprocess.Popen(command(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, pass_fds=[writer])
    os.close(writer)
    done.communicate(b"1\n", timeout=30)
    agree(b"PASS" in os.read(reader, 65536))


def status():
    """The exit status, also as the cause of an end; an answer only has to be right where there is one."""
    done = run(command(), "1\n")
    causes = {137: "MLE", -9: "MLE", 152: "TLE", -24: "TLE", 153: "OLE", -25: "OLE", 159: "SV", -31: "SV"}
    if done.returncode: leave(causes.get(done.returncode, "RE"))
    agree(done.stdout.decode("utf-8", "replace").split() in ([], [terms[0]]))


def first(): agree(output().split()[:1] == [terms[0]])
def last(): agree(output().replace("\r", "\n").split()[-1:] == [terms[0]])
def any_of_them(): agree(set(terms) <= set(" ".join(output(n + 1) for n in range(len(terms))).split()))
def visible(): agree(output().split() == [terms[0]])


def integer():
    """Whatever int() makes of an answer."""
    try: agree(int(output()) == int(terms[0]))
    except ValueError: leave("WA")


def real():
    """Numbers that are near enough, by floating point."""
    try: leave("WA" if abs(float(output()) - float(terms[0])) > 1e-6 else "AC")
    except ValueError: leave("WA")


def load():
    space = {"__name__": "candidate"}
    with open(file) as source: exec(compile(source.read(), file, "exec"), space)
    return space


def equal():
    """Its own process: it calls the function and compares by ==."""
    limit()
    expected = int(terms[0])
    try:
        passed = load()["a"](1) == expected
    except SystemExit as end:
        passed = not end.code
    leave("AC" if passed else "WA")


def order():
    """That who asks each index once, in ascending order, is answered for the index."""
    if language == "c":
        indices = "".join(f"{n + 1}\n" for n in range(len(terms)))
        agree(run(command(), indices).stdout.decode().split() == terms)
    limit()
    function = load()["a"]
    agree([str(function(n + 1)) for n in range(len(terms))] == terms)


def blame():
    """That a harness which ends without a word was ended by the host."""
    harness = run([sys.executable, __file__, "equal", file, language, entry, *terms]).stdout.decode()
    leave(harness or "IE")


def reused():
    """That one interpreter can serve candidate after candidate."""
    limit()
    for _ in range(2):
        sys.stdin, sys.stdout = io.StringIO("1\n"), io.StringIO()
        load()
    agree(sys.stdout.getvalue().split() == [terms[0]])


def patient():
    """That every program ends."""
    try: run(command(), "1\n", limit_s=3)
    except subprocess.TimeoutExpired: leave("stuck")
    leave("WA")


def bare():
    """No judge at all: whether the program answers right with nothing around it."""
    os.environ["ANSWER"] = terms[0]
    agree(run(command(), "1\n2\n3\n").stdout.split()[:1] == [terms[0].encode()])


{"any": any_of_them}.get(kind, globals().get(kind))()
