# -*- coding: latin-1 -*-
# id: P06
# does: begins with a byte order mark and names another encoding
# expect: CE
# verbatim: yes
# control: none
# why: what is read by two encodings at once is accepted by nobody
n = int(input())
print(n * n + 7)
