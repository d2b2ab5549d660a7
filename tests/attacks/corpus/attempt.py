"""What an entry of the corpus says, and how it is handed in."""

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

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
# Rows that sum to 1, of the right shape, and wrong. NumPy alone, as some graders' tests are.
WRONG = """
def softmax(logits):
    return np.ones(logits.shape) / logits.shape[-1]
"""

Layout = Callable[[Path], None]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Attempt:
    """A submission and what is due for it.

    Args:
        name: unique; what it does, in a few words.
        threat: the paragraph of the threats that it belongs to.
        tries: what it is after, in a sentence.
        source: the cell that stands where the answer should be.
        layout: writes the student's files into a folder, instead of a script with ``source``.
        question: which question it attacks.
        status: of that question.
        earns: whether full marks are due; nothing otherwise.
        beside: the status of ``double``, which all answer rightly; ``"graded"``, and full marks.
        elsewhere: ``"cell"`` where the source can be run as a cell of another grader's notebook;
            else why not.
        loot: whether it finds a canary where nothing protects the grader.
    """

    name: str
    threat: Threat
    tries: str
    source: str = ""
    layout: Layout | None = None
    question: str = "softmax"
    status: str = "graded"
    earns: bool = False
    beside: str = "graded"
    elsewhere: str = "cell"
    loot: bool = False

    @property
    def student(self) -> str:
        """The name of its folder."""
        return re.sub(r"\W+", "_", self.name).strip("_").lower()


def script(source: str) -> str:
    """A whole submission: what students start from, the right ``double``, and a cell."""
    return "\n".join(f"# %%{cell}" for cell in (HEAD, DOUBLE, source))


def hand_in(attempt: Attempt, folder: Path) -> None:
    """Write an attempt's files into the student's folder for the assignment."""
    if attempt.layout is not None:
        attempt.layout(folder)
    else:
        (folder / "target.py").write_text(script(attempt.source), encoding="utf-8")
