# id: E20
# does: executes a set-user-ID program, which reads the secret for it
# expect: WA
# forks: yes
# layers.lockdown: no-new-privileges
# without.lockdown: seccomp landlock-files landlock-network landlock-scopes
# A filter and a Landlock domain need no_new_privs themselves. In a user namespace that maps no other uid there is nothing to
# gain, whatever is left out.
# control: bare
# control.lockdown: layers
def attack():
    import os
    reader, writer = os.pipe()
    try:
        pid = os.fork()
    except OSError as error:
        note(error)
        return False
    if pid == 0:
        try:
            os.dup2(writer, 1)
            os.execv(CANARY_FOLDER + "/gain", ["gain"])
        finally:
            os._exit(1)
    os.close(writer)
    data = os.read(reader, 300)
    os.waitpid(pid, 0)
    return has_token(data)
