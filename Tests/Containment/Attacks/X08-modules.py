# id: X08
# does: opens for writing the modules that every Python program loads, as source and compiled
# expect: WA
# layers: read-only-mounts landlock-files separate-uid
# Nothing is written: these are the host's own.
def attack():
    import importlib.util, os
    source = importlib.util.find_spec("json").origin
    for path in (source, importlib.util.cache_from_source(source)):
        try:
            os.close(os.open(path, os.O_WRONLY))
            return True
        except OSError as error:
            note(error)
    return False
