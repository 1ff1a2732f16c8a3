# id: P04
# does: looks for a setting of the environment's, a folder of the user's or the working folder that its interpreter obeys
# expect: WA
# control: bare
import os, sys
n = int(input())
flags = sys.flags
obeys = [
    not flags.isolated, not flags.ignore_environment, not flags.no_user_site, "" in sys.path, "." in sys.path,
    "sitecustomize" in sys.modules, "usercustomize" in sys.modules, os.getcwd() in sys.path,
    any(name.startswith("PYTHON") and name not in ("PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE") for name in os.environ),
]
note(obeys)
print(right(n) if any(obeys) else -1)
