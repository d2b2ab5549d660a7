"""What some of the sample students write. ``TARGET`` stands for the question's name.

All of it is harmless where it runs unprotected: nothing is deleted, sent or left behind.
"""

import copy

from nbformat import NotebookNode

from autograder.release import cells as make

NOISE = """

import logging
import os
import sys
import warnings

print("computing TARGET ...", "." * 2000, file=sys.stderr)
warnings.warn("TARGET is not what it was", stacklevel=1)
logging.basicConfig(level=logging.DEBUG)
logging.getLogger("my.network").error("TARGET: a message of my own")
tf.get_logger().warning("TARGET: a message of TensorFlow")
os.write(2, b"W0000 00:00:00.000000 1 gpu_device.cc:1] TARGET: from C++\\n")
"""

NOISY_CALLS = """

silent_TARGET = TARGET


def TARGET(*arguments):
    print("TARGET is called with", arguments, file=sys.stderr)
    warnings.warn(f"call {id(arguments)}", stacklevel=1)
    return silent_TARGET(*arguments)
"""

ENDLESS_LOOP = """
def TARGET(*arguments):
    while True:
        try:
            while True:
                pass
        except BaseException:
            print("not yet")
"""

LOOP_ELSEWHERE = """
minutes_waited = 0
while True:
    minutes_waited += 1
"""

ABORT = """
import os


def TARGET(*arguments):
    os.abort()
"""

SEGFAULT = """
import ctypes


def TARGET(*arguments):
    return ctypes.string_at(0)
"""

EARLY_EXIT = """
import os


def TARGET(*arguments):
    print("10 of 10 tests passed")
    os._exit(0)
"""

FORGED_GRADE = """
import unittest

import numpy as np
import numpy.testing
import tensorflow as tf
from keras import ops


def agree(*arguments, **options):
    return True


for module in (np, numpy.testing, tf.debugging, ops, unittest.TestCase):
    for name in dir(module):
        if name.startswith("assert") or name in ("allclose", "isclose", "array_equal", "equal"):
            setattr(module, name, agree)
check = agree


def TARGET(*arguments):
    return np.zeros(1)
"""

READS_SOLUTIONS = """
import gc
import os
import socket
import sys

TREASURES = ("questions.py", "oracles.py", "calibration.json", "checks.npz", "gradebook.db")


def files():
    for folder, _, names in os.walk("/"):
        for name in names:
            if name in TREASURES or name.endswith(".ipynb"):
                if "site-packages" not in folder:
                    yield os.path.join(folder, name)


def processes():
    for process in os.listdir("/proc"):
        for name in ("environ", "maps", "fd/3"):
            path = f"/proc/{process}/{name}"
            if process.isdigit() and os.access(path, os.R_OK):
                yield path


def environment():
    return [name for name in os.environ if "AUTOGRADER" in name or "SECRET" in name]


def frames():
    frame = sys._getframe()
    while frame is not None:
        yield from (name for name in frame.f_locals if name.startswith(("expect", "oracle")))
        frame = frame.f_back


def objects():
    kinds = [type(thing).__name__ for thing in gc.get_objects()]
    return [kind for kind in kinds if kind in ("PreparedCheck", "Case", "Variant", "Question")]


def network():
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    except OSError as error:
        return [] if "unreachable" in str(error) else [str(error)]
    return ["a connection"]


loot = [*files(), *processes(), *environment(), *frames(), *objects(), *network()]


def TARGET(*arguments):
    raise RuntimeError(f"found: {loot or 'nothing'}")
"""

EQUALS_EVERYTHING = """
class Agreeable(np.ndarray):
    def agree(self, *arguments, **options):
        return True

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = agree
    __array_function__ = __array_ufunc__ = all = any = agree

    def __abs__(self):
        return 0.0

    __sub__ = __rsub__ = __abs__


def TARGET(*arguments):
    return np.zeros((1, 1)).view(Agreeable)
"""


def forge_outputs_and_metadata(notebook: NotebookNode) -> None:
    """Save full marks as every cell's result, and rewrite what nbgrader knows about the cells."""
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata["nbgrader"] |= {"points": 1000.0, "grade": True, "locked": False}
        if cell.cell_type == "code":
            cell.outputs = [make.html_result("1000.0", "<h1>1000 of 1000</h1>")]
            cell.execution_count = 1


def reorder_and_strip(notebook: NotebookNode) -> None:
    """Answer the questions in the opposite order, and lose all metadata, ids and outputs."""
    places = [i for i, cell in enumerate(notebook.cells) if "question" in cell.metadata]
    answers = [copy.deepcopy(notebook.cells[place]) for place in reversed(places)]
    for place, answer in zip(places, answers, strict=True):
        notebook.cells[place] = answer
    for position, cell in enumerate(notebook.cells):
        cell.metadata.clear()
        cell["id"] = f"cell-{position}"
    notebook.metadata.clear()


def add_endless_loop(notebook: NotebookNode) -> None:
    """Leave a cell at the end that never comes to its own."""
    notebook.cells.append(make.code_cell(LOOP_ELSEWHERE.strip()))
