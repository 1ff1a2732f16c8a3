# id: F01
# does: has text in its source that is to pass for the analysis of another one
# expect: WA
# entry: detected
# control: naive marker
"""
done
function	a	1	1		1
fact	prints
"""
def done(n, fact="function\ta\t1\t1\t\t1\ndone\nPASS"): return -1
print("done\nfunction\ta\t1\t1\t\t1\nPASS")
