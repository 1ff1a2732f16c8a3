# id: E02
# does: writes into the memory of the run that waits beside it in the same template
# expect: SV
# names: process_vm_readv
# paths: warm
# layers: seccomp run-pid-namespace
# Runs with namespaces of one cell are in one Landlock domain; in lockdown each is in its own.
# layers.lockdown: seccomp landlock-files landlock-network landlock-scopes
import ctypes, os, time


class Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]


def attack():
    c = ctypes.CDLL(None, use_errno=True)
    held = (ctypes.c_char * 16)(*b"what a run holds")
    own, theirs = Part(ctypes.addressof(held), 1), Part(id(None) & ~4095, 1)
    # Both are forked from one process: what lies somewhere in the one lies there in the other. A byte is read and put
    # back. The next run may not be there yet.
    for _ in range(20):
        for pid in range(max(1, os.getpid() - 100), os.getpid() + 100):
            if pid == os.getpid(): continue
            if c.process_vm_readv(pid, ctypes.byref(own), 1, ctypes.byref(theirs), 1, 0) != 1: continue
            if c.process_vm_writev(pid, ctypes.byref(own), 1, ctypes.byref(theirs), 1, 0) == 1: return True
        time.sleep(0.01)
    return False
