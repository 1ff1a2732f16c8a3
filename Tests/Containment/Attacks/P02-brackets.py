# id: P02
# does: is a source of open brackets
# expect: CE
# pad: 200 (
# control: none
# why: no interpreter accepts it; that its failure is told as the candidate's is what matters
n = int(input())
print(right(n))
