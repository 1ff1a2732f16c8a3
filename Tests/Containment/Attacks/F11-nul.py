# id: F11
# does: answers with a byte 0 behind the digits
# expect: WA
# control: naive first
n = int(input())
print(f"{right(n)} \0")
