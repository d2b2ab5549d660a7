"""What a question asks, as a few digits: a result holds as long as they stay the same."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from autograder.checks.prepared import PreparedQuestion
from autograder.questions.question import Question

DIGITS = 12


def course_version(root: Path, assignment: str) -> str:
    """Twelve digits that change with the assignment's trusted files or the autograder."""
    digest = hashlib.sha256(package_version().encode())
    _add_files(digest, root / "solutions" / assignment)
    return digest.hexdigest()[:DIGITS]


@cache
def package_version() -> str:
    """Twelve digits that change with the autograder's own files, as this process runs them."""
    digest = hashlib.sha256()
    _add_files(digest, Path(__file__).parents[1])
    return digest.hexdigest()[:DIGITS]


def question_version(question: Question, prepared: Callable[[int], PreparedQuestion]) -> str:
    """Twelve digits that change with anything that a run asks in a question, or judges it by.

    They are taken from what the run has prepared, not from the files that it came from: inputs,
    expected values, probes, points, thresholds and limits of every attempt. So an edit of one
    question leaves the others of its module as they are. The autograder's own files count too.

    Args:
        question: as its author declared it.
        prepared: gives its checks for an attempt, counted from 0.
    """
    digest = hashlib.sha256(package_version().encode())
    for attempt in range(max(check.tries for check in question.checks)):
        asked = msgspec.structs.replace(prepared(attempt), hints=())
        digest.update(msgspec.msgpack.encode(asked, enc_hook=_array))
    return digest.hexdigest()[:DIGITS]


def _array(value: Any) -> tuple[str, tuple[int, ...], bytes]:
    if not isinstance(value, np.ndarray | np.generic):
        raise NotImplementedError(f"no digest of a {type(value).__name__}")
    array = np.asarray(value)
    return array.dtype.str, array.shape, array.tobytes()


def _add_files(digest: Any, base: Path) -> None:
    for path in sorted(base.rglob("*")):
        if path.is_file() and path.suffix in (".py", ".json") and "mutants" not in path.parts:
            digest.update(path.relative_to(base).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
