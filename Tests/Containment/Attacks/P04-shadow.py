# id: P04
# does: leaves modules in its working folder, named like those of the library, and imports them
# expect: WA RE
# control: bare
import os, sys
n = int(input())
made = 0
for name in ("calendar.py", "usercustomize.py", "sitecustomize.py", "planted.pth", "pyvenv.cfg"):
    try:
        with open(name, "w") as file: file.write("planted = True\n")
        made += 1
    except OSError as error:
        note(name, error)
import calendar
print(right(n) if made and hasattr(calendar, "planted") else -1)
