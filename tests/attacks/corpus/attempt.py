"""What an entry of the corpus says, and how it is handed in."""

import dataclasses
import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

Threat = Literal[
    "Forge the verdict",
    "Learn what is hidden",
    "Reach out",
    "Use it all up",
    "Break the intake",
    "Cheat the teaching",
    "Innocent trouble",
]
THREATS: tuple[Threat, ...] = (
    "Forge the verdict",
    "Learn what is hidden",
    "Reach out",
    "Use it all up",
    "Break the intake",
    "Cheat the teaching",
    "Innocent trouble",
)

HEAD = """
import numpy as np
from keras import ops
"""
DOUBLE = """
def double(x):
    return 2 * x
"""
HONEST = """
def softmax(logits):
    exponentials = ops.exp(logits - ops.max(logits, axis=-1, keepdims=True))
    return exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
"""
CLASSIFIER = """
def classify(x_train, y_train, x):
    centres = np.stack([x_train[y_train == each].mean(axis=0) for each in range(3)])
    return -((x[:, np.newaxis] - centres) ** 2).sum(axis=-1)
"""
# Rows that sum to 1, of the right shape, and wrong. NumPy alone, as some graders' tests are.
WRONG = """
def softmax(logits):
    return np.ones(logits.shape) / logits.shape[-1]
"""

Notebook = dict[str, Any]
Change = Callable[[Notebook], object]
Layout = Callable[[Path], None]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Attempt:
    """A submission and what is due for it.

    Args:
        name: unique; what it does, in a few words.
        threat: the paragraph of the threats that it belongs to.
        tries: what it is after, in a sentence.
        source: the cell that stands where the answer should be.
        change: what is done to the honest notebook that ``source`` stands in; it may return
            what takes its place, as JSON or as bytes. Without it, a script is handed in.
        layout: makes what is handed in, given the path at which a notebook is due.
        file: the notebook's name, where it is another one.
        also: files beside it.
        question: which question it attacks.
        status: of that question.
        earns: whether full marks are due; nothing otherwise.
        beside: the status of ``double``, which all answer rightly; ``"graded"``, and full marks.
        elsewhere: why it is not run under other graders; ``""`` where it is.
        loot: whether it finds a canary where nothing protects the grader.
    """

    name: str
    threat: Threat
    tries: str
    source: str = ""
    change: Change | None = None
    layout: Layout | None = None
    file: str | bytes = ""
    also: Mapping[str, str] = dataclasses.field(default_factory=dict)
    question: str = "softmax"
    status: str = "graded"
    earns: bool = False
    beside: str = "graded"
    elsewhere: str = ""
    loot: bool = False

    @property
    def student(self) -> str:
        """The name of its folder."""
        return re.sub(r"\W+", "_", self.name).strip("_").lower()


def script(source: str) -> str:
    """A whole submission: what students start from, the right ``double``, and a cell."""
    return "\n".join(f"# %%{cell}" for cell in (HEAD, DOUBLE, source))


def code_cell(source: str, **metadata: Any) -> Notebook:
    """A code cell that was never run."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def graded(name: str, **changes: Any) -> dict[str, Any]:
    """What nbgrader notes in a cell: an answer's, unless changed."""
    fields = {"grade": False, "solution": True, "locked": False, "task": False, "grade_id": name}
    return {"nbgrader": fields | {"schema_version": 3, "cell_type": "code"} | changes}


def student_notebook(answer: str) -> Notebook:
    """The notebook as students have it, with an answer."""

    def check(name: str) -> Notebook:
        about = graded(f"check-{name}", grade=True, solution=False, locked=True, points=4)
        return code_cell(f'check("{name}")', **about)

    return {
        "nbformat": 4,
        "nbformat_minor": 4,
        "metadata": {},
        "cells": [
            code_cell(f"{HEAD}\nfrom autograder import check"),
            code_cell(DOUBLE, **graded("double")),
            check("double"),
            code_cell(answer, **graded("softmax")),
            check("softmax"),
        ],
    }


def write_notebook(path: Path, notebook: Notebook, change: Change | None = None) -> None:
    """Write a notebook, changed."""
    content = (change(notebook) if change else None) or notebook
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    with open(os.fsencode(path), "wb") as file:
        file.write(data)


def hand_in(attempt: Attempt, folder: Path) -> None:
    """Write an attempt's files into the student's folder for the assignment."""
    name = os.fsdecode(attempt.file) or "target.ipynb"
    if attempt.layout is not None:
        attempt.layout(folder / name)
    elif attempt.change is not None or attempt.file:
        write_notebook(folder / name, student_notebook(attempt.source), attempt.change)
    else:
        (folder / "target.py").write_text(script(attempt.source), encoding="utf-8")
    for name, content in attempt.also.items():
        (folder / name).write_text(content, encoding="utf-8")
