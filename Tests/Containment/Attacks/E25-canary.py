# id: E25
# does: stops a process of the judge's user
# expect: WA
# layers.lockdown: separate-uid landlock-scopes
# Everywhere else the pid namespace of the cell, which cannot be left out, has no number for it.
# control: bare
# control.lockdown: layers
def attack():
    import os, signal
    sent = 0
    # The judge itself is not to be harmed, whatever is left out. A small number may be one of our own namespace.
    for pid, number in ((CANARY_PID, signal.SIGSTOP), (JUDGE_PID, 0)):
        if pid <= 100 and number == 0: continue
        try:
            os.kill(pid, number)
            sent += 1
        except OSError as error:
            note(error)
    return sent > 0
