# id: F11
# does: answers with an underscore between digits
# expect: WA
# control: naive integer
n = int(input())
print("0_" + str(right(n)))
