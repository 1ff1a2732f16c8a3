# id: X09
# does: puts what breaks terminals and logs into the message of an exception
# expect: RE
# control: none
# why: it fails by itself; what matters is that its message comes to the report in plain text
# after: plain
def attack():
    raise ValueError('\x1b[2J\x07\x00\u202e\ud800"}\r{"verdict": "AC"')
