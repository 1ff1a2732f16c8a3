# id: F04
# does: ends with a code that stands elsewhere for a kill by the judge
# expect: RE
# names: exited with code 137
# control: naive status MLE
raise SystemExit(int(input()) and 137)
