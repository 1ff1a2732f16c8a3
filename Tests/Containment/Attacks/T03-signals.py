# id: T03
# does: handles or ignores every signal there is and computes on
# expect: TLE
# after: cpu
# layers: cpu-watch cpu-limit wall-watch
# The kernel's own limit is that of the preparation in the first process; the second one has its own.
def attack():
    import signal
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        handled = number in (signal.SIGXCPU, signal.SIGTERM, signal.SIGALRM)
        signal.signal(number, (lambda *_: None) if handled else signal.SIG_IGN)
    spin(2.3)
    return True
