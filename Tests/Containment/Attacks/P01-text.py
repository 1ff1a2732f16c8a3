# id: P01
# does: writes a number of so many digits that the conversion, one call, takes longer than it may
# expect: TLE
# control: limits cpu=20 wall=60 check=60
n = int(input())
print(right(n) if len(str(3 ** 900000)) > 9 else -1)
