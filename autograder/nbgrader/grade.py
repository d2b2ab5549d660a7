"""What stands where nbgrader would run the student's notebook.

nbgrader writes zeros into the gradebook for each notebook that does not lie under its usual name,
and only then converts what there is. So a student is graded before the first of these steps:
where grading fails, the gradebook keeps what it had.
"""

# mypy: disallow-subclassing-any=False
# nbconvert and traitlets leave their base classes without annotations.

import functools
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.converters import Autograde
from traitlets import Any as AnyTrait
from traitlets import Bool

from autograder.errors import AuthoringError
from autograder.nbgrader.agreement import same_points
from autograder.nbgrader.grader import grade_student
from autograder.release import cells as make
from autograder.release.notebook import CHECK_PREFIX
from autograder.results import AssignmentResult
from autograder.student.feedback import render

Grader = Callable[[Path, Path, str, str], AssignmentResult]


def install() -> None:
    """Make the converter grade a student first of all. Calling it again changes nothing."""
    if not hasattr(Autograde.init_assignment, "__wrapped__"):
        Autograde.init_assignment = _graded_first(Autograde.init_assignment)


def _graded_first(original: Any) -> Any:
    """``init_assignment``, the first step that writes into the gradebook."""

    @functools.wraps(original)
    def init_assignment(self: Any, assignment_id: str, student_id: str) -> None:
        coursedir = self.coursedir
        folder = Path(
            coursedir.format_path(coursedir.submitted_directory, student_id, assignment_id)
        )
        grade: Grader = GradeInSandbox(parent=self).grader
        self.graded = grade(Path(coursedir.root), folder.parents[1], assignment_id, student_id)
        original(self, assignment_id, student_id)

    return init_assignment


class GradeInSandbox(Preprocessor):
    """Writes each score of the file that was handed in where nbgrader reads it.

    The notebook at hand is never run, and what it claims is not believed: outputs are removed,
    and each check cell gets its question's score as a finite number between 0 and its points.
    """

    enabled = Bool(True).tag(config=True)
    grader = AnyTrait(
        grade_student,
        help="Function of the root, the folder of submissions, an assignment and a student.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Fill the check cells in from the result that the converter has of the student.

        Raises:
            AuthoringError: the gradebook has other questions than the result.
        """
        result: AssignmentResult = resources["autograder"]["graded"]
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                mark = cell.metadata.get("nbgrader", {})
                if mark.get("grade") and not mark.get("solution"):
                    cell.outputs = [_output(mark, result)]
        return nb, resources


def _output(mark: Any, result: AssignmentResult) -> NotebookNode:
    name, points = str(mark["grade_id"]).removeprefix(CHECK_PREFIX), float(mark["points"])
    found = [question for question in result.questions if question.name == name]
    if not found:
        raise AuthoringError(
            f"The gradebook has a question {name!r} that this course's questions.py has not. "
            "Run this command again, which says how both come to agree."
        )
    if not same_points(found[0].max_score, points):
        raise AuthoringError(
            f"{name} has {found[0].max_score:g} points, in the gradebook {points:g}. Run `nbgrader "
            f"generate_assignment {result.assignment}`, then this command again."
        )
    score = _within(found[0].score, points)
    return make.html_result(f"{score:.12g}", render(found[0]))


def _within(score: float, points: float) -> float:
    """nbgrader gives full marks for NaN and for negative numbers, and fails above the maximum."""
    return min(max(score, 0.0), points) if math.isfinite(score) else 0.0
