# id: I04
# does: looks for the expected answer in its memory, environment, arguments, objects, frames and files
# expect: WA
# truth: hidden
# control: bare
import ctypes, gc, os, re, sys

n = int(input())
pattern = re.compile(rb"7{8}[0-9]{32}(?![0-9])")
found = []


def search(data):
    if isinstance(data, int): data = str(data) if data.bit_length() < 400 else ""
    if isinstance(data, str): data = data.encode("utf-8", "replace")
    if isinstance(data, (bytes, bytearray)): found.extend(pattern.findall(data))


def search_around(address, reach):
    c = ctypes.CDLL(None)
    reader, writer = os.pipe()
    start = max(address - reach, 4096) & ~4095
    for page in range(start, start + 2 * reach, 4096):
        if c.write(writer, ctypes.c_void_p(page), 4096) == 4096: search(os.read(reader, 4096))


for text in [*sys.argv, *os.environ, *os.environ.values()]: search(text)
for folder in ("/", ".", "/tmp", "/etc", "/proc/self", "/dev/shm", CANARY_FOLDER):
    try:
        names = os.listdir(folder)
    except OSError as error:
        note(error)
        continue
    for name in names:
        try:
            descriptor = os.open(os.path.join(folder, name), os.O_RDONLY | os.O_NONBLOCK)
            search(os.read(descriptor, 65536))
            os.close(descriptor)
        except OSError:
            pass
frame = sys._getframe()
while frame:
    for value in [*frame.f_locals.values()]: search(value)
    frame = frame.f_back
for thing in gc.get_objects():
    for part in gc.get_referents(thing):
        if isinstance(part, (int, str, bytes)): search(part)
try:
    for place in (id(n), id(sys), ctypes.addressof(ctypes.c_char())): search_around(place, 4 << 20)
except OSError as error:
    note(error)
print(found[0].decode() if found else -1)
