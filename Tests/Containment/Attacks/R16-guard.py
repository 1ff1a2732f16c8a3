# id: R16
# does: raises the limit of its stack and recurses through C code until eighty mebibytes of it are used
# expect: RE
# names: SIGSEGV
# limits: memory=512 cpu=2 wall=4
# control: bare
def attack():
    import resource, sys
    try:
        most = resource.getrlimit(resource.RLIMIT_STACK)[1]
        resource.setrlimit(resource.RLIMIT_STACK, (most, most))
    except (OSError, ValueError) as error:
        note("setrlimit:", error)
    sys.setrecursionlimit(10 ** 9)
    depth = 0
    def dive(_):
        nonlocal depth
        depth += 1
        if depth < 200_000: list(map(dive, [0]))
    dive(0)
    return True
