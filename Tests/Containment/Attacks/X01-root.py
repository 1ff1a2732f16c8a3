# id: X01
# does: leaves a file in the root of its own cell for the next run to find
# expect: WA
# twice: yes
# cases: 1
# rungs: full userns
# layers: read-only-mounts landlock-files
def attack():
    import os
    for place in ("/tmp/left", "/left", "left"):
        if os.path.exists(place):
            return True
        try:
            open(place, "w").close()
        except OSError as error:
            note(error)
    return False
