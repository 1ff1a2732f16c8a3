# id: P01
# does: raises a number to a power of millions of digits, in one call
# expect: TLE
# control: limits cpu=20 wall=60 check=60 memory=256
n = int(input())
print(right(n) if 9 ** (9 ** 7) % 9 == 0 else -1)
