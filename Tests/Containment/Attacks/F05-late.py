# id: F05
# does: answers from a thread, first one thing and, behind the harness's back, another
# expect: WA
# entry: function a
# control: naive last
import os, threading, time

def a(n):
    def rewrite():
        for descriptor in range(1, 64):
            try:
                os.write(descriptor, b"-1\n" + b"%d\n" % right(n))
            except OSError:
                pass
    thread = threading.Thread(target=rewrite)
    thread.start()
    thread.join()
    os._exit(0)
