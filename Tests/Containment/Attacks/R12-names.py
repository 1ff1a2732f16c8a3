# id: R12
# does: makes a thousand files where everybody may write
# expect: RE
# layers: own-root landlock-files
def attack():
    for number in range(1000):
        open(f"{CANARY_FOLDER}/open/file-{number}", "w").close()
    return True
