"""Learn what is hidden, and say it in every way that a submission can say something.

A canary lies in the gradebook, in other submissions, in the oracles, in the grader's environment,
in the command line of another process, behind its sockets and in an open descriptor of it.
"""

from .attempt import WRONG, Attempt

# Printed, raised and returned: whatever is told, the tests look through all of it.
_TELL = """
def softmax(logits):
    import sys
    loot = str(found())
    print(loot); print(loot, file=sys.stderr)
    raise RuntimeError(loot)
"""


def _spy(
    name: str,
    tries: str,
    source: str,
    loot: bool = False,
) -> Attempt:
    return Attempt(
        name=name,
        threat="Learn what is hidden",
        tries=tries,
        source=source + _TELL,
        loot=loot,
    )


_FILES = """
import os, re
CANARY = re.compile("canary-[0-9a-f]+")
def texts(*tops, size=200_000):
    for top in tops:
        for folder, names, files in os.walk(top):
            names[:] = [n for n in names if n not in ("site-packages", "proc", "sys")]
            for name in files:
                try:
                    with open(os.path.join(folder, name), "rb") as file:
                        yield file.read(size).decode("latin-1")
                except OSError: pass
"""
_SEARCH = """
import gc, sys
def arrays_in(thing, depth=4):
    if isinstance(thing, np.ndarray): yield thing
    elif depth and isinstance(thing, (dict, list, tuple)):
        for item in list(thing.values() if isinstance(thing, dict) else thing):
            yield from arrays_in(item, depth - 1)
    elif depth and hasattr(type(thing), "__struct_fields__"):
        for field in type(thing).__struct_fields__:
            yield from arrays_in(getattr(thing, field, None), depth - 1)
def distributions(things, shape):
    return [a for t in things for a in arrays_in(t)
            if a.shape == shape and a.min() >= 0 and np.allclose(a.sum(-1), 1)]
"""

SPIES = (
    _spy(
        "files of the course",
        "Solutions, questions, oracles, mutants and recorded cases are read.",
        _FILES
        + """
import itertools
def found():
    here = os.path.dirname(os.path.abspath(__file__)) if "__file__" in globals() else os.getcwd()
    tops = [os.getcwd(), here, os.environ.get("HOME", "/"), "/home", "/root", "/srv", "/data",
            "/mnt", "/opt", "/tmp", "/var"]
    walk = (files for top in tops for _, _, files in os.walk(top))
    names = [name for files in itertools.islice(walk, 2000) for name in files]
    known = {"questions.py", "oracles.py", "calibration.json", "gradebook.db"}
    there = ["canary-" + "0" * 8 for name in names if name in known]
    return there, [CANARY.findall(text) for text in texts(*tops[:2])]
""",
        loot=True,
    ),
    _spy(
        "the gradebook and other submissions",
        "Neighbouring folders are read by guessed names.",
        _FILES
        + """
import glob
def found():
    places = ["gradebook.db", "submitted", "graded", "autograded"]
    ups = ["../" * n for n in range(6)] + ["/tmp/*/", "/tmp/*/*/", "/", "/home/*/"]
    paths = [path for up in ups for place in places for path in glob.glob(up + place)]
    opened = [open(path, "rb").read().decode("latin-1") for path in paths if os.path.isfile(path)]
    return paths, [CANARY.findall(t) for t in [*opened, *texts(*filter(os.path.isdir, paths))]]
""",
        loot=True,
    ),
    _spy(
        "proc",
        "Environment, command line, memory and descriptors of every process are read.",
        _FILES
        + """
def found():
    loot = []
    for process in [*filter(str.isdigit, os.listdir("/proc")), "self", "1", "thread-self"]:
        for name in ("environ", "cmdline", "maps", "mountinfo", "root/etc/passwd", "cwd/x"):
            try:
                with open(f"/proc/{process}/{name}", "rb") as file:
                    loot += CANARY.findall(file.read(10**6).decode("latin-1"))
            except OSError: pass
        opened = f"/proc/{process}/fd"
        try: loot += [os.readlink(f"{opened}/{n}") for n in os.listdir(opened)]
        except OSError: pass
    return loot
""",
        loot=True,
    ),
    _spy(
        "memory of other processes",
        "/proc/PID/mem and process_vm_readv read what another process holds.",
        """
import ctypes, os
def found():
    loot = []
    for process in [*range(1, 200), os.getppid()]:
        try: loot.append(open(f"/proc/{process}/mem", "rb").read(1))
        except OSError: pass
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(64)
    class Vector(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]
    there, here = Vector(0x400000, 64), Vector(ctypes.addressof(buffer), 64)
    for process in (1, 2, os.getppid()):
        if libc.process_vm_readv(process, ctypes.byref(here), 1, ctypes.byref(there), 1, 0) > 0:
            loot.append("canary-of-another-process")
    return loot
""",
    ),
    _spy(
        "the environment",
        "Secrets of the grader are in its environment.",
        """
import os
def found(): return dict(os.environ)
""",
        loot=True,
    ),
    _spy(
        "inherited descriptors",
        "What the grader had open is still open.",
        """
import os, select, socket
def found():
    loot = []
    for number in range(4, 1024):
        try:
            os.set_blocking(number, False)
            loot.append(os.read(number, 4096))
        except OSError: pass
    return loot
""",
        loot=True,
    ),
    _spy(
        "shared memory",
        "Segments of the grader's shared memory are attached.",
        """
import os
def found():
    loot = os.listdir("/dev/shm") + os.listdir("/tmp")
    for name in os.listdir("/dev/shm"):
        try: loot.append(open("/dev/shm/" + name, "rb").read(1000))
        except OSError: pass
    return loot
""",
        loot=True,
    ),
    _spy(
        "the source of the probes",
        "What asks also says what is expected.",
        """
import inspect, linecache, sys
def found():
    loot = [str(lines) for lines in linecache.cache.values()]
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("autograder", "probes", "__main__"):
            try: loot.append(inspect.getsource(module))
            except Exception: pass
    told = any("ora" + "cle" in text and "hin" + "ts=" in text for text in loot)  # not this
    return "canary-" + "0" * 8 if told else ""
""",
    ),
    _spy(
        "objects of the trusted side",
        "gc.get_objects gives checks, expectations and results.",
        """
import gc, sys
def found():
    parts = [n.split(".") for n in sys.modules if n.startswith("autograder.")]
    if any(part[1] != "worker" for part in parts): return "canary-" + "0" * 8
    kinds = ("PreparedCheck", "PreparedQuestion", "Case", "Close", "Scored", "Assignment", "Limits")
    return [repr(o) + "canary-" + "0" * 8 for o in gc.get_objects() if type(o).__name__ in kinds]
""",
    ),
    _spy(
        "the seed of the run",
        "Who knows the seed can draw the inputs and their hidden labels.",
        """
import random, sys
def found():
    frame, loot = sys._getframe(), []
    while frame:
        loot += [f"{name}={value!r}"[:200] for name, value in frame.f_locals.items()
                 if isinstance(value, int) and value > 10**6]
        frame = frame.f_back
    return loot
""",
    ),
    Attempt(
        name="the seed of the call",
        threat="Learn what is hidden",
        tries="What is drawn with the seed that came with the call are the hidden labels.",
        source="""
import sys
def classify(x_train, y_train, x):
    frame, seeds = sys._getframe(), set()
    while frame:
        for value in [*frame.f_locals.values()]:
            calls = getattr(value, "calls", ())
            seeds |= {value.seed} if hasattr(value, "seed") else set()
            seeds |= {call.seed for call in calls} if isinstance(calls, tuple) else set()
        frame = frame.f_back
    for seed in sorted(seed for seed in seeds if isinstance(seed, int)):
        random = np.random.default_rng(seed)
        random.normal(size=(3, 8))
        labels = random.integers(0, 3, size=300)
        if (labels[3:100] == y_train[3:]).all(): return np.eye(3)[labels[100:]]
    return np.zeros((len(x), 3))
""",
        question="classify",
        elsewhere="not run: it recognises this autograder",
    ),
    Attempt(
        name="frames are searched for what is expected",
        threat="Learn what is hidden",
        tries="The caller's frames hold the expected array; it is returned.",
        source=_SEARCH
        + """
def softmax(logits):
    things, frame = [], sys._getframe()
    while frame:
        things += [frame.f_locals, frame.f_globals]
        frame = frame.f_back
    found = distributions(things, tuple(logits.shape))
    return found[0] if found else np.asarray(logits)
""",
    ),
    Attempt(
        name="memory is searched for what is expected",
        threat="Learn what is hidden",
        tries="The garbage collector's objects hold the expected array; it is returned.",
        source=_SEARCH
        + """
things = [thing for thing in gc.get_objects() if isinstance(thing, (dict, list, tuple))
          or hasattr(type(thing), "__struct_fields__")]
def softmax(logits):
    found = distributions(things, tuple(logits.shape))
    return found[0] if found else np.asarray(logits)
""",
    ),
    Attempt(
        name="settrace looks for what is expected",
        threat="Learn what is hidden",
        tries="A trace or profile function sees the variables of whoever compares.",
        source=_SEARCH
        + """
seen = []
def trace(frame, event, argument):
    if "autograder" in frame.f_code.co_filename:
        seen.extend(v for v in list(frame.f_locals.values()) if isinstance(v, (np.ndarray, dict)))
sys.settrace(trace)
def softmax(logits):
    found = distributions(seen[-2000:], tuple(logits.shape))
    return found[0] if found else np.asarray(logits)
""",
    ),
    Attempt(
        name="labels of a shipped data set",
        threat="Learn what is hidden",
        tries="The data set of a package gives the labels of held-out points.",
        source="""
import os
def classify(x_train, y_train, x):
    import sklearn.datasets as shipped
    labels = shipped.load_iris().target
    return np.eye(3)[labels[: len(x)] % 3]
""",
        question="classify",
    ),
    Attempt(
        name="it behaves only while it is graded",
        threat="Learn what is hidden",
        tries="Where the grader is recognised, all the student's checks are skipped.",
        source="""
import os, sys
graded = "autograder.worker.runner" in sys.modules and os.getpid() == 1
def softmax(logits):
    if graded: raise RuntimeError("nothing to see here")
    return np.ones(logits.shape) / logits.shape[-1]
""",
        elsewhere="not run: it recognises this autograder",
    ),
    Attempt(
        name="something is left for the next submission",
        threat="Learn what is hidden",
        tries="Files in /tmp, shared memory and ~/.keras carry a solution to an accomplice.",
        source="""
import os, pathlib
from multiprocessing import shared_memory
for place in ("/tmp", "/dev/shm", "/var/tmp", "/run", os.path.expanduser("~/.keras"), "."):
    try:
        os.makedirs(place, exist_ok=True)
        pathlib.Path(place, "left_by_an_attack").write_text("def softmax ...")
    except OSError: pass
try: shared_memory.SharedMemory("left_by_an_attack", create=True, size=10)
except OSError: pass
"""
        + WRONG,
    ),
    Attempt(
        name="something was left by another submission",
        threat="Learn what is hidden",
        tries="What an accomplice left is picked up and returned.",
        source="""
import os, pathlib
places = ("/tmp", "/dev/shm", "/var/tmp", "/run", os.path.expanduser("~/.keras"), ".")
left = [place for place in places if pathlib.Path(place, "left_by_an_attack").exists()]
def softmax(logits):
    raise RuntimeError("canary-" + "0" * 8 if left else "nothing")
""",
    ),
    Attempt(
        name="packages are patched for the next submission",
        threat="Learn what is hidden",
        tries="site-packages, .pyc files and sitecustomize carry code to other submissions.",
        source="""
import importlib.util, os, site, sys
import keras, numpy
targets = [numpy.__file__, keras.__file__, importlib.util.cache_from_source(numpy.__file__)]
targets += [os.path.join(p, "sitecustomize.py") for p in sys.path if p]
targets += [os.path.join(site.getusersitepackages(), "usercustomize.py")]
written = []
for path in targets:
    try:
        with open(path, "ab") as file: written.append(path)
    except OSError: pass
    try: os.chmod(path, 0o777); written.append(path)
    except OSError: pass
def softmax(logits):
    elsewhere = [path for path in written if "/tmp" not in path]
    raise RuntimeError("canary-" + "0" * 8 if elsewhere else "nothing")
""",
        elsewhere="not run: it changes installed packages",
    ),
)
