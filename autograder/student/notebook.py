"""``check("softmax")`` and ``hint("softmax")`` in a notebook or a plain Python session."""

import json
import sys
from typing import Any

from autograder.errors import AutograderError
from autograder.grading.question import grade_cells
from autograder.results import CheckResult, QuestionResult
from autograder.sandbox.inline import InlineWorker
from autograder.student.card import as_html
from autograder.student.present import as_text
from autograder.student.progress import announce_hint, next_hint, remember
from autograder.student.quiet import (
    quiet_under_nbgrader,
    start_tensorflow_quietly,
    under_nbgrader,
)
from autograder.student.workspace import Workspace, workspace_of_question
from autograder.submissions.dependencies import cells_for, definition_state
from autograder.submissions.forbidden import find_forbidden
from autograder.submissions.names import DEFINITIONS
from autograder.submissions.read import parse_submission
from autograder.submissions.shipped_data import shipped_data
from autograder.submissions.syntax import parse

start_tensorflow_quietly()


class CheckReport:
    """What ``check`` returns: a card where there is HTML, a report where there is text alone.

    Stock nbgrader takes a number in a grade cell's ``text/plain`` as partial credit, so that
    the course also works there, without the sandbox and the hidden checks.
    """

    def __init__(self, result: QuestionResult, way_on: str = "the next hint") -> None:
        self.result = result
        self._way_on = way_on

    def __repr__(self) -> str:
        return as_text(self.result)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {
            "text/html": as_html(self.result, self._way_on),
            "text/plain": f"{self.result.score:g}" if under_nbgrader() else repr(self),
        }


class Hint:
    """A hint as text; a notebook shows it without quotes."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def check(question: str) -> CheckReport:
    """Check your answer to a question with the checks that came with the notebook.

    Args:
        question: the name of the function or class, such as ``"softmax"``.

    Returns:
        A report; as the last line of a cell it is shown as a card.
    """
    workspace = workspace_of_question(question)
    namespace = _namespace()
    with quiet_under_nbgrader():
        result = _refused(workspace, question) or _asked(workspace, question, namespace)
    remember(workspace.folder, result)
    way_on = announce_hint(workspace.folder, question, workspace.prepare(question).hints)
    report = CheckReport(result, way_on)
    if not _shows_html() and not hasattr(sys, "ps1"):  # an interactive Python shows the report
        print(report)
    return report


def hint(question: str, tier: int | None = None) -> Hint:
    """Show the next hint for a question, or hint number ``tier``."""
    workspace = workspace_of_question(question)
    hints = workspace.prepare(question).hints
    shown = Hint(next_hint(workspace.folder, question, hints, tier))
    if _shell() is None and not hasattr(sys, "ps1"):  # a script shows nothing by itself
        print(shown)
    return shown


def _namespace() -> dict[str, Any]:
    shell = _shell()
    return shell.user_ns if shell is not None else vars(sys.modules["__main__"])


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def _shows_html() -> bool:
    return _shell() is not None and hasattr(_shell(), "kernel")


def _asked(workspace: Workspace, question: str, namespace: dict[str, Any]) -> QuestionResult:
    prepared = workspace.prepare(question)
    if question not in namespace:
        message = f"No {question!r} yet. Run the cell that defines it, then check again."
        return _nothing(prepared.max_points, question, "missing", message)
    return grade_cells(workspace, question, (), InlineWorker(namespace), pictures=True)


def _nothing(max_score: float, name: str, status: Any, message: str) -> QuestionResult:
    return QuestionResult(
        name=name,
        score=0.0,
        max_score=max_score,
        status=status,
        checks=tuple[CheckResult, ...](),
        message=message,
    )


def _refused(workspace: Workspace, question: str) -> QuestionResult | None:
    """Look for forbidden names and shipped data in the cells that this session has run."""
    shell = _shell()
    prepared = workspace.prepare(question)
    if shell is None:
        return None
    history = [cell for cell in shell.user_ns.get("In", []) if cell]
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {"cell_type": "code", "metadata": {}, "outputs": [], "source": source}
            for source in _newest(history, question)
        ],
    }
    try:
        submission = parse_submission(json.dumps(notebook).encode(), ".ipynb")
    except AutograderError:
        return None
    if definition_state(submission, question) != "defined":
        return None
    cells = cells_for(submission, question)
    found = find_forbidden(cells, prepared.forbidden, question)
    places = "; ".join(f"{each.name} in line {each.line} of its cell" for each in found)
    used = f"The question asks you to compute this yourself. Found: {places}"
    text = used if found else shipped_data(cells)
    return _nothing(prepared.max_points, question, "forbidden", text) if text else None


def _newest(history: list[str], question: str) -> list[str]:
    """The cells that still count: without those whose definitions were all made anew."""
    newest: list[str] = []
    seen: set[str] = set()
    for cell in reversed(history):
        names = _definitions(cell)
        if question in names & seen or (names and names <= seen):
            continue
        seen |= names
        newest.append(cell)
    return newest[::-1]


def _definitions(cell: str) -> set[str]:
    """The functions and classes that a cell defines; none where Python can't read it."""
    try:
        statements = parse(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {each.name for each in statements if isinstance(each, DEFINITIONS)}
