# id: T03
# does: handles or ignores every signal there is and computes on
# expect: TLE
# cases: 1
# after: cpu
# layers: cpu-watch cpu-limit wall-watch
def attack():
    import signal
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        handled = number in (signal.SIGXCPU, signal.SIGTERM, signal.SIGALRM)
        signal.signal(number, (lambda *_: None) if handled else signal.SIG_IGN)
    spin(2.3)
    return True
