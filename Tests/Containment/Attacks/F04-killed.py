# id: F04
# does: kills itself by the signal that stands for a judge's own kill
# expect: RE
# names: killed by SIGKILL
# control: naive status MLE
import os
os.kill(os.getpid(), 9)
