# id: F12
# does: prints integers for ever
# expect: OLE
# control: naive any
import itertools, resource, sys
input()
# As many as anybody reads; where nothing holds it off it ends.
for value in itertools.islice(itertools.count(), 200000): print(value)
