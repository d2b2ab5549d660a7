"""The preprocessor that stands where nbgrader would run the student's notebook."""

# mypy: disallow-subclassing-any=False
# nbconvert and traitlets leave their base classes without annotations.

import math
from collections.abc import Callable
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets import Any as AnyTrait
from traitlets import Bool
from traitlets.utils.importstring import import_item

from autograder.errors import AuthoringError, SubmissionError
from autograder.nbgrader.feedback import number, render
from autograder.release import cells as make
from autograder.release.notebook import CHECK_PREFIX
from autograder.results import AssignmentResult, QuestionResult

Grader = Callable[[bytes, str, str, str], AssignmentResult]
NOTHING_FOUND = "No notebook or script was found in the submission."


class GradeInSandbox(Preprocessor):
    """Grades the file that was handed in, and writes each score where nbgrader reads it.

    The notebook at hand is never run, and what it claims is not believed: outputs are removed,
    and each check cell gets its question's score as a finite number between 0 and its points.
    """

    enabled = Bool(True).tag(config=True)
    grader = AnyTrait(
        "autograder.grading.one.grade_one",
        help="Function of a submission's bytes, its ending, the assignment and the student.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Grade the submission and fill the check cells in.

        Raises:
            AuthoringError: the gradebook has a question that the grader does not know.
        """
        questions, note = self._grade(resources)
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                mark = cell.metadata.get("nbgrader", {})
                if mark.get("grade") and not mark.get("solution"):
                    cell.outputs = [_output(mark, questions, note)]
        return nb, resources

    def _grade(self, resources: Any) -> tuple[dict[str, QuestionResult] | None, str]:
        """The questions by name; None and the reason where the file can't be graded at all."""
        path = resources["autograder"]["submission"]
        names = resources["nbgrader"]
        if path is None:
            return None, NOTHING_FOUND
        try:
            result = self._grader()(
                path.read_bytes(), path.suffix, names["assignment"], names["student"]
            )
        except SubmissionError as error:
            return None, str(error)
        return {question.name: question for question in result.questions}, result.message

    def _grader(self) -> Grader:
        found: Grader = import_item(self.grader) if isinstance(self.grader, str) else self.grader
        return found


def _output(mark: Any, questions: dict[str, QuestionResult] | None, note: str) -> NotebookNode:
    name, points = str(mark["grade_id"]).removeprefix(CHECK_PREFIX), float(mark["points"])
    if questions is None:
        question = QuestionResult(
            name=name, score=0.0, max_score=points, status="missing", checks=()
        )
    elif name in questions:
        question = questions[name]
    else:
        raise AuthoringError(
            f"The gradebook has a question {name!r} that this course's questions.py has not. "
            "Run `nbgrader generate_assignment` again, so that both agree."
        )
    return make.html_result(number(_within(question.score, points)), render(question, note))


def _within(score: float, points: float) -> float:
    """nbgrader gives full marks for NaN and for negative numbers, and fails above the maximum."""
    return min(max(score, 0.0), points) if math.isfinite(score) else 0.0
