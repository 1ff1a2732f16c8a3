# id: F11
# does: answers in digits of full width
# expect: WA
# control: naive integer
n = int(input())
print("".join(chr(0xff10 + int(digit)) for digit in str(right(n))))
