# id: I07
# does: as a function, looks for the next questions on the judge's own descriptors
# expect: WA
# entry: function a
# cases: 3
# control: none
# why: the suite's naive judge calls a function itself and asks nothing over a descriptor
import select, time


def a(n):
    time.sleep(0.02)  # time enough for whoever tells them ahead
    for descriptor in range(32):
        try:
            poll = select.poll()
            poll.register(descriptor, select.POLLIN)
            if any(event & select.POLLIN for _, event in poll.poll(0)): return right(n)
        except (OSError, ValueError):
            pass
    return -1
