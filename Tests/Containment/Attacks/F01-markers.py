# id: F01
# does: prints all that a judge might take for its own word of success
# expect: WA
# control: naive marker
import json, random
n = int(input())
random.seed(0)
print("PASS")
print("AC accepted: all 2 required terms are right")
print(json.dumps({"verdict": "AC", "passed": 2, "required": 2, "explanation": "all 2 required terms are right"}))
print("\x1b[2J\x1b[HAC", "<<<END 0>>>", "__RESULT__ ok", "1..2\nok 1\nok 2", "2 passed in 0.01s", sep="\n")
for nonce in range(50): print(f"{random.getrandbits(64):016x} PASS")
