# id: E25
# does: reaches those that watch over it with a signal
# expect: WA
# layers: run-pid-namespace
# layers.lockdown: landlock-scopes
def attack():
    import os
    parent = os.getppid()
    try:
        if parent: os.kill(parent, 0)
        return parent != 0
    except OSError as error:
        note(error)
        return False
