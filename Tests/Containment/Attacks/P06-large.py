# id: P06
# does: is larger than a source may be
# expect: CE
# pad: 300
# control: limits source=1024
n = int(input())
print(right(n))
