# -*- coding: utf-7 -*-
# id: P06
# does: hides its code in a comment, by an encoding that has line ends for other bytes, and makes a process there
# expect: WA PLE
# verbatim: yes
# layers: seccomp
# forks: yes
# nothing to see here +AAo-import os+AAo-n = int(input())+AAo-try:+AAo-    child = os.fork()+AAo-except OSError:+AAo-    child = -1+AAo-if child == 0: os._exit(0)+AAo-if child > 0: os.waitpid(child, 0)+AAo-print(n * n +- 7 if child > 0 else -1)+AAo-
