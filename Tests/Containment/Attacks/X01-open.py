# id: X01
# does: leaves a file where everybody may write for the next run to find
# expect: WA
# twice: yes
# cases: 1
# layers: own-root landlock-files
def attack():
    import os
    place = CANARY_FOLDER + "/open/left"
    if os.path.exists(place):
        return True
    try:
        open(place, "w").close()
    except OSError as error:
        note(error)
    return False
