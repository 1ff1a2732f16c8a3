# id: P01
# does: has constants in its source that whoever compiles it may compute
# expect: TLE MLE
# control: naive patient stuck
n = int(input())
x = (((9 ** 9) ** 9) ** 9) ** 9 if n else "a" * 10 ** 4 * 10 ** 4 * 10 ** 4
print(9 ** 9 ** 9)
