# id: P07
# does: has the interpreter's own tools write files: the fault handler, the memory tracer, the profiler
# expect: WA RE
# layers: own-root landlock-files
def attack():
    import cProfile, faulthandler, os, tracemalloc
    folder = CANARY_FOLDER + "/open/"
    def by_tracer():
        tracemalloc.start()
        bytes(1000)
        tracemalloc.take_snapshot().dump(folder + "tracer")
    def by_fault_handler():
        with open(folder + "fault", "w") as file: faulthandler.dump_traceback(file)
    def by_profiler():
        profile = cProfile.Profile()
        profile.runcall(len, "")
        profile.dump_stats(folder + "profile")
    for way in (by_tracer, by_fault_handler, by_profiler):
        try:
            way()
        except OSError as error:
            note(way.__name__, error)
    return any(os.path.exists(folder + name) for name in ("tracer", "fault", "profile"))
