"""The preprocessor that stands where nbgrader would run the student's notebook."""

# mypy: disallow-subclassing-any=False
# nbconvert and traitlets leave their base classes without annotations.

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets import Any as AnyTrait
from traitlets import Bool

from autograder.errors import AuthoringError
from autograder.nbgrader.grader import grade_student
from autograder.release import cells as make
from autograder.release.notebook import CHECK_PREFIX
from autograder.results import AssignmentResult
from autograder.student.feedback import render

Grader = Callable[[Path, Path, str, str], AssignmentResult]


class GradeInSandbox(Preprocessor):
    """Grades the file that was handed in, and writes each score where nbgrader reads it.

    The notebook at hand is never run, and what it claims is not believed: outputs are removed,
    and each check cell gets its question's score as a finite number between 0 and its points.
    """

    enabled = Bool(True).tag(config=True)
    grader = AnyTrait(
        grade_student,
        help="Function of the root, the folder of submissions, an assignment and a student.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Grade the submission and fill the check cells in.

        Raises:
            AuthoringError: the gradebook has a question that the grader does not know.
        """
        result = self._grade(resources)
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                mark = cell.metadata.get("nbgrader", {})
                if mark.get("grade") and not mark.get("solution"):
                    cell.outputs = [_output(mark, result)]
        return nb, resources

    def _grade(self, resources: Any) -> AssignmentResult:
        names, ours = resources["nbgrader"], resources["autograder"]
        submissions = ours["submitted"].folder.parents[1]
        grade: Grader = self.grader
        return grade(ours["root"], submissions, names["assignment"], names["student"])


def _output(mark: Any, result: AssignmentResult) -> NotebookNode:
    name, points = str(mark["grade_id"]).removeprefix(CHECK_PREFIX), float(mark["points"])
    found = [question for question in result.questions if question.name == name]
    if not found:
        raise AuthoringError(
            f"The gradebook has a question {name!r} that this course's questions.py has not. "
            "Run `nbgrader generate_assignment` again, so that both agree."
        )
    score = _within(found[0].score, points)
    return make.html_result(f"{score:.12g}", render(found[0]))


def _within(score: float, points: float) -> float:
    """nbgrader gives full marks for NaN and for negative numbers, and fails above the maximum."""
    return min(max(score, 0.0), points) if math.isfinite(score) else 0.0
