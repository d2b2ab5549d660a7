"""An assignment in the usual style: assertions for nbgrader, doctests for otter-grader.

The tests are right, and stand where tests usually stand: in the process of the answers.
"""

import json
import os
import re
from pathlib import Path

from tests.attacks.corpus import HONEST, Attempt
from tests.attacks.corpus.attempt import (
    CLASSIFIER,
    Notebook,
    code_cell,
    graded,
    write_notebook,
)

FULL_MARKS = {"softmax": 4.0, "classify": 2.0}
# NumPy has most of the operations that the corpus uses, and needs no seconds to load.
_NUMPY_HEAD = "import numpy as np\nops = np"
_KERAS_HEAD = "import numpy as np\nfrom keras import ops"
_NEEDS_KERAS = re.compile(
    r"\b(?<!\.)keras\b|tensorflow|ops\.(softmax|logsumexp|unstack)|getattr\(ops"
)
_LOGITS = """\
logits = np.array([[1.0, 2.0, 3.0], [0.5, -1.0, 4.0]])
expected = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)"""
_POINTS = """\
random = np.random.default_rng(3)
labels = np.arange(300) % 3
points = 6 * random.normal(size=(3, 8))[labels] + random.normal(size=(300, 8))
scores = classify(points[:100], labels[:100], points[100:])"""
_ASSERTIONS = f"""\
{_LOGITS}
result = softmax(logits)
assert result.shape == (2, 3)
np.testing.assert_allclose(result, expected, rtol=1e-5)
assert np.allclose(softmax(logits + 1), expected)"""
_PARTIAL = f"""\
{_LOGITS}
passed = [np.allclose(softmax(logits), expected), np.allclose(softmax(logits - 2), expected)]
float(2 * np.mean(passed))"""
_ACCURACY = f"""\
{_POINTS}
assert np.mean(np.argmax(scores, axis=1) == labels[100:]) > 0.8"""
_DOCTESTS = {
    "softmax": (
        (_LOGITS, "bool(np.allclose(softmax(logits), expected))"),
        (_LOGITS, "bool(np.abs(softmax(logits + 1) - expected).max() < 1e-6)"),
    ),
    "classify": ((_POINTS, "bool(np.mean(np.argmax(scores, axis=1) == labels[100:]) > 0.8)"),),
}
_UNWRITTEN = "\nraise NotImplementedError\n"


def needs_keras(attempt: Attempt) -> bool:
    """Whether an attempt does something with Keras or TensorFlow."""
    return _NEEDS_KERAS.search(attempt.source) is not None


def source_notebook(keras: bool, secret: str) -> Notebook:
    """The instructor's notebook for nbgrader; the solutions hold a secret."""
    answers = {"softmax": HONEST, "classify": CLASSIFIER}
    marked = {
        name: f"### BEGIN SOLUTION\n# {secret}{answer}\n### END SOLUTION"
        for name, answer in answers.items()
    }
    return _notebook(marked, keras, tests=True)


def hand_in(attempt: Attempt, folder: Path, keras: bool, tests: bool) -> None:
    """Write an attempt's files: its answer stands in the notebook, its other files beside it.

    Args:
        tests: whether the notebook holds nbgrader's tests.
    """
    folder.mkdir(parents=True)
    name = os.fsdecode(_renamed(attempt.file)) if attempt.file else "ps.ipynb"
    if attempt.layout is not None:
        attempt.layout(folder / name)
    else:
        answers = dict.fromkeys(FULL_MARKS, _UNWRITTEN) | {attempt.question: attempt.source}
        write_notebook(folder / name, _notebook(answers, keras, tests), attempt.change)
    for name, content in attempt.also.items():
        (folder / name).write_text(content, encoding="utf-8")


def hand_in_honestly(folder: Path, keras: bool, secret: str) -> None:
    """A neighbour's submission, which is nobody else's business."""
    folder.mkdir(parents=True)
    answers = {"softmax": f"# {secret}{HONEST}", "classify": CLASSIFIER}
    write_notebook(folder / "ps.ipynb", _notebook(answers, keras, tests=True))


def doctest(question: str) -> str:
    """otter-grader's tests of a question."""
    cases = []
    for prepare, expression in _DOCTESTS[question]:
        lines = "\n".join(f">>> {line}" for line in [*prepare.split("\n"), expression])
        cases.append({"code": f"{lines}\nTrue", "hidden": False, "locked": False, "points": 2})
    suite = {"cases": cases, "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    return f"OK_FORMAT = True\n\ntest = { ({'name': question, 'suites': [suite]})!r}\n"


def otter_score(path: Path) -> float:
    """What a result file of otter-grader's gives; 0 where there is none."""
    try:
        tests = json.loads(path.read_bytes())["tests"]
        return float(sum(test.get("score") or 0 for test in tests))
    except (OSError, ValueError, KeyError, TypeError):
        return 0.0


def _renamed(name: str | bytes) -> str | bytes:
    return (
        name.replace(b"target", b"ps") if isinstance(name, bytes) else name.replace("target", "ps")
    )


def _notebook(answers: dict[str, str], keras: bool, tests: bool) -> Notebook:
    locked: dict[str, object] = {"solution": False, "locked": True}
    head = _KERAS_HEAD if keras else _NUMPY_HEAD
    cells = [code_cell(head, **graded("head", **locked))]
    for name, answer in answers.items():
        first, *more = answer.split("\n# %%")
        cells += [code_cell(first, **graded(name)), *map(code_cell, more)]
    if tests:
        for name, source in (("same", _ASSERTIONS), ("part", _PARTIAL), ("accuracy", _ACCURACY)):
            cells.append(code_cell(source, **graded(name, grade=True, points=2, **locked)))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "cells": cells,
        "metadata": {"kernelspec": kernel},
    }
