"""A recorder and a grader that need no TensorFlow, so that nbgrader's part is tested alone.

The grader reads the submission's text and runs none of it: an answer that holds ``RIGHT`` gets
full marks, one that holds ``HALF`` only its visible checks, any other nothing.
"""

import contextlib
from pathlib import Path

from autograder.checks.recorded import Recording, write_recording
from autograder.errors import SubmissionError
from autograder.grading.inbox import HandedIn, read_handed_in
from autograder.questions.material import starter
from autograder.results import AssignmentResult, CheckResult, QuestionResult
from autograder.submissions.read import Submission

POINTS = {"double": (2.0, 1.0), "Shift": (2.0, 0.0)}


def record(root: Path, assignment: str, path: Path) -> None:
    """Something that says which assignment it belongs to."""
    assert (root / "solutions" / assignment).is_dir()
    path.write_bytes(write_recording(Recording(assignment=assignment, title="", questions=())))


def grade(root: Path, submissions: Path, assignment: str, student: str) -> AssignmentResult:
    """Marks by what the defining cell says."""
    submission = Submission((), "")
    handed_in = HandedIn(student, submissions / student / assignment)
    with contextlib.suppress(SubmissionError):
        submission = read_handed_in(handed_in, "tiny", starter(root, assignment))[1]
    questions = tuple(_question(name, submission) for name in POINTS)
    return AssignmentResult(
        assignment=assignment,
        student=student,
        score=sum(each.score for each in questions),
        max_score=sum(each.max_score for each in questions),
        seed=0,
        device="cpu",
        sandboxed=True,
        versions={},
        submission_sha256=submission.sha256,
        seconds=0.0,
        questions=questions,
    )


def _question(name, submission):
    kinds = ("def", "class")
    own = [c.source for c in submission.cells if any(f"{k} {name}" in c.source for k in kinds)]
    text = own[-1] if own else ""
    visible, hidden = POINTS[name]
    shown, kept = "RIGHT" in text or "HALF" in text, "RIGHT" in text
    checks = [_check("values", visible, shown, True)]
    checks += [_check("kept back", hidden, kept, False)] if hidden else []
    return QuestionResult(
        name=name,
        score=sum(check.points for check in checks),
        max_score=visible + hidden,
        status="graded" if own else "missing",
        checks=tuple(checks),
    )


def _check(name, points, passed, visible):
    return CheckResult(
        name=name,
        kind="output",
        visible=visible,
        passed=passed,
        points=points if passed else 0.0,
        max_points=points,
        message="" if passed else f"double([1, 2]) <gave> wrong numbers in {name}",
        diagnosis="" if passed else "Your result equals the square.",
    )
