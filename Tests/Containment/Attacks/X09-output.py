# id: X09
# does: lets a terminal show its right answer over a wrong one, and writes what breaks logs
# expect: WA
# control: naive last
# after: plain
n = input()
import os
os.write(2, b'\x1b]0;owned\a\x1b[2J\xff\xfe\xc3(\xe2\x80\xae",\n\r"verdict":"AC"}\n')
os.write(1, b"-1\x1b[2K\r8\n")
