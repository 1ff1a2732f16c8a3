# id: P01
# does: reads a number of so many digits that the conversion, one call, takes longer than it may
# expect: TLE
# control: limits cpu=20 wall=60 check=60
n = int(input())
print(right(n) if int("9" * 500000) % 9 == 0 else -1)
