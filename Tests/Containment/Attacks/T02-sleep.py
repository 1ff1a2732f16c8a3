# id: T02
# does: sleeps past the wall limit
# expect: ILE
# limits: wall=0.5
# layers: wall-watch
def attack():
    import time
    time.sleep(0.8)
    return True
