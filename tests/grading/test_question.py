"""A question is graded by the better of two readings of the cells that it needs."""

import json

import numpy as np
import pytest

from autograder.checks.expectations import Case, close
from autograder.checks.prepared import PreparedCheck, PreparedQuestion
from autograder.grading.question import grade_question
from autograder.sandbox.transcript import Transcript
from autograder.submissions import parse_submission
from autograder.worker.protocol import Answer


def check_of(name, x, expected):
    return PreparedCheck(
        name=name,
        kind="output",
        points=1.0,
        visible=True,
        probe="call",
        seconds=1.0,
        tries=1,
        means="",
        shown=f"f({x})",
        cases=(Case(inputs={"arguments": {"x": x}}, expect=(close("output", expected),)),),
        seed=0,
    )


class PlusOne:
    """One question: ``f(x)`` is ``x + 1``."""

    assignment = "01_tiny"
    names = ("f",)

    def prepare(self, question, attempt=0):
        return PreparedQuestion(
            assignment=self.assignment,
            name=question,
            hints=(),
            forbidden=("keras.ops.softmax",),
            probes="",
            checks=(check_of("of 2", 2.0, 3.0), check_of("of 0", 0.0, 1.0)),
        )

    def with_fingerprints(self, question, check):
        return check


class Notebook:
    """Stands for a worker: runs the cells here, and counts how often it is asked."""

    sandboxed = False

    def __init__(self):
        self.asked = []

    def ask(self, request):
        self.asked.append([cell.label for cell in request.cells])
        namespace = {}
        for cell in request.cells:
            exec(cell.source, namespace)
        answers = {
            index: self._answer(request.id, index, namespace["f"], call.inputs["arguments"]["x"])
            for index, call in enumerate(request.calls)
        }
        return Transcript(outcome="finished", answers=answers, found=True)

    @staticmethod
    def _answer(identity, index, answer, x):
        try:
            values = {"output": np.asarray(answer(x))}
        except (TypeError, AttributeError) as error:
            return Answer(id=identity, index=index, status="error", error=str(error))
        return Answer(id=identity, index=index, status="ok", values=values)

    def close(self):
        """Nothing runs."""


def graded(*sources):
    """The result, and the cells of each reading that was run."""
    cells = [{"cell_type": "code", "source": source} for source in sources]
    submission = parse_submission(json.dumps({"cells": cells}).encode(), ".ipynb", tried=True)
    worker = Notebook()
    return grade_question(PlusOne(), "f", submission, worker), worker.asked


CALLS = "def f(x): return h(x)"
ADDS = "def f(x): return x + n"


@pytest.mark.parametrize(
    ("sources", "last"),
    [
        (
            (
                "def h(x): return x + 1",
                CALLS,
                "def h(x, k): return x * k\ndef g(x): return h(x, 3)",
            ),
            2,
        ),
        (("class h:\n    n = 1", "def f(x): return x + h.n", "class h:\n    m = 1"), 2),
        (("h = lambda x: x + 1", CALLS, "h = lambda x, k: x * k"), 2),
        (("n = 1", ADDS, "n = 0.25"), 2),
        (("n = 1", ADDS, "n, m = 5, 6"), 2),
        (("n = [1]", "def f(x): return x + n[-1]", "n.append(100)"), 2),
        ((f"n = 1\n{ADDS}", "n = 5"), 1),
    ],
)
def test_a_name_that_is_used_again_below_the_answer_costs_nothing(sources, last):
    result, readings = graded(*sources)
    assert result.score == 2.0
    assert [len(reading) for reading in readings] == [len(sources), last]


@pytest.mark.parametrize(
    "sources",
    [
        ("def h(x): return x", CALLS, "def h(x): return x + 1"),
        ("n = 0", ADDS, "n = 1"),
        ("def h(x): raise NotImplementedError", CALLS, "def h(x): return x + 1"),
        ("def h(x): return x + 1", CALLS),
    ],
)
def test_what_earns_all_points_at_the_end_is_not_read_again(sources):
    result, readings = graded(*sources)
    assert result.score == 2.0
    assert [len(reading) for reading in readings] == [len(sources)]


def test_a_wrong_answer_is_run_again_only_where_other_cells_are_read():
    result, readings = graded("n = 2", ADDS)
    assert result.score == 0.0
    assert len(readings) == 1


def test_the_better_result_counts_and_of_equal_ones_that_of_the_end():
    half = "def h(x): return x + 1 if x else 0"
    assert graded("def h(x): return 7", CALLS, half)[0].score == 1.0
    assert graded(half, CALLS, "def h(x): return 7")[0].score == 1.0
    result, readings = graded("n = 2", ADDS, "n = 3")
    assert len(readings) == 2
    assert "received 5" in result.checks[0].message


def test_forbidden_calls_are_looked_for_in_the_reading_that_counts():
    shortcut = "import keras\ndef h(x): return keras.ops.softmax(x)"
    own = "def h(x): return x + 1"
    assert graded(own, CALLS, shortcut)[0].score == 2.0
    result, readings = graded(shortcut, CALLS, "def h(x): return 7")
    assert (result.status, result.score, len(readings)) == ("graded", 0.0, 1)
    assert graded(shortcut, CALLS)[0].status == "forbidden"


SHIPPED = f"DATA = {'x' * 20_000!r}"


def test_an_answer_that_ships_data_is_forbidden_before_anything_runs():
    result, asked = graded(SHIPPED, "def f(x): return x + len(DATA) // 20_000")
    assert (result.status, result.score, asked) == ("forbidden", 0, [])
    assert "most of them in cell 1. Expected: at most 16,384" in result.message


@pytest.mark.parametrize("where", ["above", "below"])
def test_data_in_cells_that_the_answer_does_not_need_costs_nothing(where):
    answer = "def f(x): return x + 1"
    result, _ = graded(*((SHIPPED, answer) if where == "above" else (answer, SHIPPED)))
    assert result.score == result.max_score


def test_data_pasted_below_under_the_name_of_a_helper_costs_nothing():
    result, _ = graded("n = 1", ADDS, f"n = {'x' * 20_000!r}")
    assert result.score == result.max_score


def test_what_authors_hand_in_is_not_looked_at():
    cells = [
        {"cell_type": "code", "source": s}
        for s in (SHIPPED, "def f(x): return x + 1 + 0 * len(DATA)")
    ]
    submission = parse_submission(json.dumps({"cells": cells}).encode(), ".ipynb", tried=True)
    result = grade_question(PlusOne(), "f", submission, Notebook(), enforce=False)
    assert result.score == result.max_score
