# id: P02
# does: is nested so deeply itself that its compilation runs out of stack
# expect: CE
# pad: 200 - 1 1
# control: none
# why: no interpreter accepts it; that its failure is told as the candidate's is what matters
n = int(input())
print(right(n))
