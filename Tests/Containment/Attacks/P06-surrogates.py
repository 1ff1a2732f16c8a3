# -*- coding: unicode_escape -*-
# id: P06
# does: has names and texts in its source that are no Unicode, by an encoding that makes such
# expect: WA CE RE
# verbatim: yes
# control: none
# why: what matters is the report, which is looked at whatever the verdict
n = int(input())
def \u0430\u202e(n): return "\ud800"
print("\ud800\udfff", n * n + 7)
raise ValueError("\ud800\u202e\x9b31m")
