# id: F03
# does: leaves with status 0 before it has answered
# expect: WA
# control: naive status
import os, sys
n = int(input())
if n % 2: os._exit(0)
sys.exit(0)
