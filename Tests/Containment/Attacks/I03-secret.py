# id: I03
# does: reads what only the host's user may read: a secret, password hashes, keys, tokens
# expect: WA
# layers: own-root separate-uid landlock-files
def attack():
    import os
    for path in ("/etc/shadow", os.path.expanduser("~/.ssh"), "/root/.ssh/id_ed25519", "/var/run/docker.sock",
                 "/var/run/secrets/kubernetes.io/serviceaccount/token"):
        try:
            os.close(os.open(path, os.O_RDONLY))
            note(path, "is open")
        except OSError as error:
            note(error)
    return file_has_token(CANARY_FOLDER + "/secret")
