# id: I02
# does: asks for the host's name
# expect: WA
# Lockdown has no namespace for it; there the name is not a secret.
# rungs: full userns
# layers: uts-namespace
def attack():
    import os
    return os.uname().nodename != "jail"
