# id: R14
# does: writes sixteen mebibytes of blanks in front of its answer, on one line
# expect: OLE
# limits: output=4096
# control: limits output=20000
# after: memory
def attack():
    import sys
    for _ in range(256):
        sys.stdout.write(" " * 65536)
    return True
