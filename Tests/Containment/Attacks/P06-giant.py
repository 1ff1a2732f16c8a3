# id: P06
# does: has a hundred megabytes of source
# expect: CE
# pad: 102400
# control: none
# why: P06-large.py shows that it is the size
n = int(input())
print(right(n))
