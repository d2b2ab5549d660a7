"""Use it all up: time, processes, memory, disk, output, the grader's patience."""

from .attempt import WRONG, Attempt

_PARAMETERS = {"softmax": "logits", "classify": "x_train, y_train, x"}


def _hog(
    name: str,
    tries: str,
    body: str,
    status: str,
    before: str = "",
    question: str = "softmax",
) -> Attempt:
    """The body is the answer's, in a call."""
    indented = "\n".join(f"    {line}" for line in body.strip().splitlines())
    define = f"def {question}({_PARAMETERS[question]}):\n{indented}\n"
    return Attempt(
        name=name,
        threat="Use it all up",
        tries=tries,
        source=f"\nimport os, sys, threading, time\n{before}\n{define}",
        question=question,
        status=status,
    )


def _greedy(name: str, tries: str, body: str, status: str, before: str = "") -> Attempt:
    """Breaks a limit other than time, before a time that lasts also on a busy machine."""
    return _hog(name, tries, body, status, before, question="classify")


HOGS = (
    _hog("endless loop", "It never ends.", "while True: pass", "timed_out"),
    _hog(
        "endless loop on loading",
        "A cell never ends.",
        WRONG,
        "timed_out",
        before="while True: pass",
    ),
    _hog(
        "a loop that swallows interrupts",
        "KeyboardInterrupt and SIGTERM do not end it.",
        """
while True:
    try:
        while True: time.sleep(0.01)
    except BaseException: pass
""",
        "timed_out",
        before="import signal\nfor n in set(signal.Signals) - {9, 19}: signal.signal(n, 1)",
    ),
    _hog("sleep", "It waits longer than anybody.", "time.sleep(1000)", "timed_out"),
    _hog(
        "a sleep that holds the interpreter's lock",
        "No other thread of the process can run.",
        "import ctypes; ctypes.PyDLL(None).sleep(1000)",
        "timed_out",
    ),
    _hog(
        "a training run that never ends",
        "fit runs for a million epochs.",
        """
for epoch in range(10**9):
    for step in range(100): time.sleep(0.001)
""",
        "timed_out",
    ),
    _hog(
        "input()",
        "It waits for somebody to type.",
        "input('yes? '); return np.ones(logits.shape)",
        "graded",
    ),
    _greedy(
        "fork bomb",
        "Processes double until the machine stands still.",
        """
while True:
    try: os.fork()
    except OSError: time.sleep(0.1)
""",
        "crashed",
    ),
    _greedy(
        "thread bomb",
        "Threads until none can be started.",
        """
for _ in range(10**6): threading.Thread(target=time.sleep, args=(1000,)).start()
time.sleep(1000)
""",
        "crashed|graded",
    ),
    _hog(
        "processes that use every core",
        "Others of the batch get no processor time.",
        """
for _ in range(40):
    if os.fork() == 0:
        os.setsid()
        while True: pass
time.sleep(1000)
""",
        "timed_out",
    ),
    _hog(
        "orphans that go on",
        "A process in a session of its own outlives the question.",
        """
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: time.sleep(1000)
    os._exit(0)
return np.ones(logits.shape)
""",
        "graded",
    ),
    _greedy(
        "memory in one process",
        "A list grows without an end.",
        "grown = []\nwhile True: grown.append(bytes(b'x' * 10**7))",
        "out_of_memory",
    ),
    _greedy(
        "memory spread over many",
        "No process takes much; all of them together do.",
        """
for _ in range(8):
    if os.fork() == 0:
        block = os.urandom(1024) * 1024 * 200
        time.sleep(1000)
time.sleep(1000)
""",
        "out_of_memory",
    ),
    _greedy(
        "memory of a process whose first thread has ended",
        "The files of such a process say that it has no memory at all.",
        """
kept = []
def eat():
    time.sleep(0.2)
    while True: kept.append(b"x" * 10**7)
threading.Thread(target=eat, daemon=True).start()
ctypes.CDLL(None).syscall(EXIT, 0)
""",
        "out_of_memory",
        before="import ctypes, platform\nEXIT = 60 if platform.machine() == 'x86_64' else 93",
    ),
    _greedy(
        "memory behind many processes",
        "To look at hundreds of processes takes long, and in between memory is taken.",
        """
for _ in range(56):
    if os.fork() == 0: time.sleep(1000)
time.sleep(1)
kept = []
while True: kept.append(b"x" * 10**7)
""",
        "out_of_memory|crashed",
    ),
    _hog(
        "memory in lists of rights",
        "Access lists of files are kept by the kernel, in no process and on no disk.",
        """
own = struct.pack("<HHI", 2, 6, os.getuid())
few = [struct.pack("<HHI", tag, 6, 2**32 - 1) for tag in (1, 4, 16, 32)]
rights = struct.pack("<I", 2) + few[0] + own * 8000 + b"".join(few[1:])
for number in range(3000):
    path = f"/tmp/{number}".encode()
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    if libc.setxattr(path, b"system.posix_acl_access", rights, len(rights), 0):
        raise OSError("refused")
time.sleep(1000)
""",
        "graded",
        before="import ctypes, struct\nlibc = ctypes.CDLL(None)",
    ),
    _hog(
        "names that indent a message",
        "Each row of an array is shown as far to the right as its name is long.",
        """
few = {str(i): np.arange(12.0).reshape(12, 1) for i in range(8)}
return {"K" * 200_000: {str(i): few for i in range(8)}}
""",
        "graded",
    ),
    _hog(
        "memory in files without a name",
        "memfd_create takes memory that is resident in no process.",
        """
block, files = bytes(10**6), []
while True:
    files.append(os.memfd_create("more"))
    for _ in range(8): os.write(files[-1], block)
    if len(files) > 60: time.sleep(1000)
""",
        "graded",
    ),
    _hog(
        "memory in segments that are detached",
        "System V shared memory stays when nobody has it attached.",
        """
kept = []
for _ in range(60):
    segment = libc.shmget(0, 10**7, 0o1600)
    if segment == -1: raise OSError("refused")
    address = libc.shmat(segment, None, 0)
    ctypes.memset(address, 1, 10**7)
    libc.shmdt(ctypes.c_void_p(address))
time.sleep(1000)
""",
        "graded",
        before="import ctypes\nlibc = ctypes.CDLL(None)\nlibc.shmat.restype = ctypes.c_void_p",
    ),
    _hog(
        "a tensor of a trillion elements",
        "One allocation takes more than the machine has.",
        "return np.zeros(10**12) + 1",
        "graded",
    ),
    _hog(
        "a shape of a trillion elements",
        "A view that costs nothing here is a terabyte where it is copied.",
        "return np.broadcast_to(np.float32(0.3), (10**6, 10**6))",
        "graded",
    ),
    _hog(
        "disk",
        "A file fills the disk.",
        """
with open("/tmp/big", "wb") as file:
    while True: file.write(bytes(10**6))
""",
        "graded",
    ),
    _hog(
        "shared memory as a disk",
        "Many files fill /dev/shm.",
        """
for number in range(10**6):
    with open(f"/dev/shm/{number}", "wb") as file: file.write(bytes(10**6))
""",
        "graded",
    ),
    _hog(
        "inodes",
        "Empty files until none can be made.",
        "for number in range(10**6): os.close(os.open(f'/tmp/{number}', os.O_CREAT))",
        "graded",
    ),
    _hog(
        "descriptors",
        "Files are opened until none can be.",
        "kept = [os.open('/dev/null', 0) for _ in range(10**6)]",
        "graded",
    ),
    _greedy(
        "output on stdout",
        "A gigabyte is printed.",
        "while True: print('spam' * 10_000)",
        "crashed",
    ),
    _greedy(
        "output on stderr",
        "A gigabyte of warnings.",
        "while True: os.write(2, b'spam' * 10_000)",
        "crashed",
    ),
    _hog(
        "a reply without an end",
        "The answers are larger than the grader's memory.",
        "return np.zeros(2 * 10**6)",
        "crashed",
    ),
    _hog(
        "a reply that drips",
        "A byte now and then, so that the grader waits forever.",
        """
with socket.socket(fileno=3) as wire:
    wire.sendall((4096).to_bytes(8, 'big'))
    while True: wire.sendall(b'x'); time.sleep(0.2)
""",
        "timed_out",
        before="import socket",
    ),
    _hog(
        "deep recursion",
        "A recursion without an end.",
        "return softmax(logits)",
        "graded",
    ),
    _hog(
        "deep recursion in C",
        "The stack overflows below Python.",
        "sys.setrecursionlimit(10**9); repr(Endless())",
        "crashed",
        before="class Endless:\n    def __repr__(self): return repr(self)",
    ),
    _hog("segfault", "Memory that is not there.", "import ctypes; ctypes.string_at(0)", "crashed"),
    _hog("a C++ abort", "The process aborts.", "os.abort()", "crashed"),
    _hog(
        "an exception whose text hangs",
        "To report the error takes forever.",
        "raise Sticky",
        "timed_out",
        before="class Sticky(Exception):\n    def __str__(self): time.sleep(1000)",
    ),
    _hog(
        "an exception whose text raises",
        "To report the error is an error.",
        "raise Nested",
        "graded",
        before="class Nested(Exception):\n    def __str__(self): raise Nested",
    ),
    _hog(
        "an exception whose text exits",
        "To report the error ends the process.",
        "raise Exiting",
        "crashed",
        before="class Exiting(Exception):\n    def __str__(self): os._exit(0)",
    ),
    _hog(
        "a repr bomb",
        "A short object with an endless repr, in a list, in an exception.",
        "raise ValueError([Bomb()] * 10)",
        "graded",
        before="class Bomb:\n    def __repr__(self): return 'spam' * 10**6",
    ),
    _hog(
        "a name of ten million characters",
        "Whatever shows the name shows ten million characters.",
        "raise type('N' * 10**7, (Exception,), {})('N')",
        "graded",
    ),
    _hog(
        "an error in each of a thousand cells",
        "Small errors add up to a report that nobody can open.",
        "return 1",
        "crashed",
        before="softmax = {}['x' * 20_000]\n"
        + "\n# %%\nsoftmax = {}['x' * 20_000]" * 300
        + "\n# %%\n@none[softmax]",
    ),
)
