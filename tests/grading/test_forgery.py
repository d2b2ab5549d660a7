"""Forged submissions gain nothing, and cost the notebook's other questions nothing."""

import dataclasses
import json
from collections.abc import Callable

import msgspec
import pytest

from autograder.grading.source import FreshQuestions
from autograder.grading.submission import grade_submission
from autograder.questions.load import load_assignment
from autograder.questions.material import solution
from autograder.results import QuestionResult, Status
from autograder.submissions.read import SourceCell, parse_submission

ASSIGNMENT = "03_output_layers"
TARGET = "softmax"
NEIGHBOURS = ("sigmoid", "pinned_softmax")
SEED = 20_261_123
HONEST = """
def softmax(logits):
    shifted = ops.exp(logits - ops.max(logits, axis=-1, keepdims=True))
    return shifted / ops.sum(shifted, axis=-1, keepdims=True)
"""
# A distribution of the right shape and dtype, and the wrong one.
WRONG = """
def softmax(logits):
    return ops.ones_like(logits) / logits.shape[-1]
"""


@dataclasses.dataclass(frozen=True)
class Forgery:
    """What a student writes instead of an answer, and the status that is due."""

    name: str
    source: str
    status: Status


def in_a_call(name: str, statement: str, status: Status) -> Forgery:
    """The statement runs when the answer is called."""
    return Forgery(
        f"{name} in a call", f"import os, sys\ndef softmax(logits):\n    {statement}", status
    )


def on_loading(name: str, statement: str, status: Status) -> Forgery:
    """The statement runs ahead of the answer."""
    return Forgery(f"{name} on loading", f"import os, sys\n{statement}\n{WRONG}", status)


ENDINGS = [
    in_a_call("os._exit", "os._exit(0)", "crashed"),
    on_loading("os._exit", "os._exit(0)", "crashed"),
    in_a_call("sys.exit", "sys.exit(0)", "graded"),
    on_loading("sys.exit", "sys.exit(0)", "crashed"),
    in_a_call("SystemExit", "raise SystemExit(0)", "graded"),
    on_loading("SystemExit", "raise SystemExit(0)", "crashed"),
    in_a_call("KeyboardInterrupt", "raise KeyboardInterrupt", "crashed"),
    in_a_call("atexit", "import atexit; atexit.register(os._exit, 0); sys.exit(0)", "graded"),
    on_loading("atexit", "import atexit; atexit.register(os._exit, 0)", "graded"),
    in_a_call("SIGKILL", "os.kill(os.getpid(), 9); os.kill(os.getppid(), 9)", "graded"),
    on_loading("SIGKILL to the parent", "os.kill(os.getppid(), 9)", "graded"),
    on_loading(
        "an exit from a signal handler",
        "import signal; signal.signal(14, lambda *_: os._exit(0)); signal.setitimer(0, 0.001)\n"
        "while True: pass",
        "crashed",
    ),
    on_loading(
        "a fork that leaves the answers to its child",
        "if os.fork(): os._exit(0)",
        "crashed",
    ),
]

PATCHES = [
    Forgery(
        "NumPy, TensorFlow and the test libraries say yes",
        """
import unittest, doctest, numpy.testing
def agree(*arguments, **options): return True
for module in (np, np.testing, tf.debugging, tf.test.TestCase, ops, unittest.TestCase):
    for name in dir(module):
        if name.startswith("assert") or name in ("allclose", "isclose", "array_equal", "isfinite"):
            setattr(module, name, agree)
doctest.testmod = agree
"""
        + WRONG,
        "graded",
    ),
    Forgery(
        "the checker is replaced",
        """
import autograder
def check(*names): return "all tests passed"
autograder.check = autograder.hint = check
"""
        + WRONG,
        "graded",
    ),
    Forgery(
        "the probes' functions are replaced",
        """
import sys
probes = sys.modules["autograder.worker.probes"]
for name in ("call", "vector_jacobian_product", "named", "tensor"):
    setattr(probes, name, lambda *arguments, **options: {"output": True})
"""
        + WRONG,
        "graded",
    ),
    Forgery(
        "another module stands in sys.modules for the probes",
        """
import sys
class Probes:
    def __getattr__(self, name): return lambda *arguments, **options: {"output": True}
sys.modules["autograder.worker.probes"] = sys.modules["probes"] = Probes()
"""
        + WRONG,
        "graded",
    ),
    Forgery(
        "the probes are taken away",
        """
import sys
sys.modules["autograder.worker.probes"] = None
"""
        + WRONG,
        "crashed",
    ),
    Forgery(
        "the probes' code is replaced",
        """
from autograder.worker import probes
def agree(answer, arguments=None, wrt=None, cotangent=None, logits=None, shift=None):
    return {"output": True, "gradient of logits": True}
for name in ("call", "vector_jacobian_product"):
    getattr(probes, name).__code__ = agree.__code__
"""
        + WRONG,
        "graded",
    ),
    Forgery(
        "the runner's comparison of inputs and its conversion are replaced",
        """
from autograder.worker import runner
runner.plain_values = lambda value: {"output": True}
runner._same_bytes = lambda left, right: True
"""
        + WRONG,
        "graded",
    ),
]

OBJECTS = [
    Forgery(
        "an array that agrees with everything",
        """
class Agreeable(np.ndarray):
    def agree(self, *arguments, **options): return True
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = agree
    __array_function__ = __array_ufunc__ = all = any = agree
    def __abs__(self): return 0.0
    __sub__ = __rsub__ = __abs__
def softmax(logits):
    return np.zeros(logits.shape, logits.dtype.name).view(Agreeable)
""",
        "graded",
    ),
    Forgery(
        "an object that is whatever one asks",
        """
class Chameleon:
    def __getattr__(self, name): return self
    def __call__(self, *arguments, **options): return self
    def __eq__(self, other): return True
    def __float__(self): return 1.0
    def __array__(self, *arguments, **options): return np.full((), np.nan)
def softmax(logits):
    return Chameleon()
""",
        "graded",
    ),
    Forgery("NaN", "def softmax(logits): return logits * np.nan", "graded"),
    Forgery("infinity", "def softmax(logits): return logits + np.inf", "graded"),
    Forgery("True", "def softmax(logits): return True", "graded"),
    Forgery(
        "threads change the arrays after the answer",
        """
import threading
kept = []
def spoil():
    while True:
        for array in kept: array[...] = 1 / array.shape[-1]
threading.Thread(target=spoil, daemon=True).start()
def softmax(logits):
    kept.append(np.zeros(logits.shape, logits.dtype.name))
    return kept[-1]
""",
        "graded",
    ),
    Forgery(
        "the input is made fit for the answer",
        """
def softmax(logits):
    import sys
    frame = sys._getframe()
    while frame:
        for value in list(frame.f_locals.values()):
            if isinstance(value, np.ndarray) and value.flags.writeable: value[...] = 0
        frame = frame.f_back
    return ops.ones_like(logits) / logits.shape[-1]
""",
        "graded",
    ),
]

SEARCH = """
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
SEARCHES = [
    Forgery(
        "the frames are searched for what is expected",
        SEARCH
        + """
def softmax(logits):
    things, frame = [], sys._getframe()
    while frame:
        things += [frame.f_locals, frame.f_globals]
        frame = frame.f_back
    found = distributions(things, tuple(logits.shape))
    return found[0] if found else logits
""",
        "graded",
    ),
    Forgery(
        "the memory is searched for what is expected",
        SEARCH
        + """
things = [thing for thing in gc.get_objects() if isinstance(thing, (dict, list, tuple))
          or hasattr(type(thing), "__struct_fields__")]
def softmax(logits):
    found = distributions(things, tuple(logits.shape))
    return found[0] if found else logits
""",
        "graded",
    ),
]

FRAMES = """
import os, sys
from autograder.worker.protocol import Answer, Loaded
frame = sys._getframe()
while "request" not in frame.f_locals or "send" not in frame.f_locals: frame = frame.f_back
request, send = frame.f_locals["request"], frame.f_locals["send"]
def shape_of(call):
    inputs = call.inputs.get("arguments", call.inputs)
    return inputs["logits"].shape
"""


def sent_by_hand(name: str, values: str, then: str = "os._exit(0)") -> Forgery:
    """Every frame of the protocol as it should be, with the right id, ahead of the probes."""
    source = f"""{FRAMES}
send(Loaded(request.id, True))
for index, call in enumerate(request.calls):
    send(Answer(id=request.id, index=index, status="ok", values={values}))
{then}
"""
    return Forgery(f"answers sent by hand: {name}", source + WRONG, "graded")


WRITTEN = [
    Forgery(
        "bytes on every descriptor",
        """
import os
for number in range(256):
    try: os.write(number, b"all tests passed")
    except OSError: pass
"""
        + WRONG,
        "crashed",
    ),
    Forgery(
        "frames of another request",
        FRAMES + 'send(Loaded("0" * 32, True))\n' + WRONG,
        "crashed",
    ),
    sent_by_hand("nothing", "{}"),
    sent_by_hand("True", "{'output': True, 'gradient of logits': True}"),
    sent_by_hand("NaN", "{'output': np.full(shape_of(call), np.nan)}"),
    sent_by_hand("zeros", "{'output': np.zeros(shape_of(call))}"),
    dataclasses.replace(
        sent_by_hand("and once more by the probes", "{}", then=""), status="crashed"
    ),
    Forgery(
        "a score in place of an answer",
        FRAMES
        + "send(Loaded(request.id, True))\n"
        + "send({'type': 'answer', 'id': request.id, 'index': 0, 'status': 'ok', 'points': 1e9})\n"
        + WRONG,
        "crashed",
    ),
]

FORGERIES = [*ENDINGS, *PATCHES, *OBJECTS, *SEARCHES, *WRITTEN]


Grade = Callable[[tuple[SourceCell, ...]], dict[str, QuestionResult]]


@pytest.fixture(scope="module")
def grade(root, worker) -> Grade:
    """Grade the solution's notebook, the target's cell replaced by the given ones."""
    source = FreshQuestions(root, load_assignment(root, ASSIGNMENT), SEED, worker)
    solved = solution(root, ASSIGNMENT)
    others = tuple(cell for cell in solved.cells if f"def {TARGET}(" not in cell.source)
    names = (NEIGHBOURS[0], TARGET, *NEIGHBOURS[1:])

    def grade_cells(cells):
        handed_in = msgspec.structs.replace(solved, cells=others + cells)
        result = grade_submission(source, handed_in, worker, student="s", seed=SEED, names=names)
        return {question.name: question for question in result.questions}

    return grade_cells


def cell(source: str) -> tuple[SourceCell, ...]:
    return (SourceCell(label="cell 99", source=source),)


def require_nothing_but_the_neighbours(questions: dict[str, QuestionResult]) -> None:
    assert questions[TARGET].score == 0
    assert all(check.points == 0 for check in questions[TARGET].checks)
    for name in NEIGHBOURS:
        assert questions[name].score == questions[name].max_score, questions[name]


def test_an_honest_answer_gets_everything(grade):
    for question in grade(cell(HONEST)).values():
        assert (question.score, question.status) == (question.max_score, "graded"), question


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name)
def test_a_forgery_gains_nothing(grade, forgery):
    questions = grade(cell(forgery.source))
    require_nothing_but_the_neighbours(questions)
    assert questions[TARGET].status == forgery.status, questions[TARGET].message


def test_saved_outputs_and_metadata_gain_nothing(grade):
    forged = {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {"nbgrader": {"grade": True, "points": 1e9, "grade_id": "check-softmax"}},
        "source": WRONG,
        "outputs": [
            {
                "output_type": "execute_result",
                "execution_count": 1,
                "metadata": {},
                "data": {"text/plain": "1000000000.0"},
            }
        ],
    }
    notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [forged]}
    cells = parse_submission(json.dumps(notebook).encode(), ".ipynb").cells
    require_nothing_but_the_neighbours(grade(cells))
