# -*- coding: undefined -*-
# id: P06
# does: names an encoding whose decoder fails
# expect: CE
# verbatim: yes
# control: none
# why: nobody can read it; that this is told as the candidate's fault is what matters
n = int(input())
print(n * n + 7)
