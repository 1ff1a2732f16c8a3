# id: F11
# does: answers in another script's digits
# expect: WA
# control: naive integer
n = int(input())
print("".join(chr(0x660 + int(digit)) for digit in str(right(n))))
