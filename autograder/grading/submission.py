"""Grade one submission: every question of an assignment."""

import importlib.metadata
import platform
import time

from autograder.grading.question import grade_question
from autograder.grading.source import QuestionSource
from autograder.results import AssignmentResult, QuestionResult
from autograder.sandbox.transcript import Worker
from autograder.submissions.read import Submission

RECORDED_PACKAGES = ("tensorflow", "keras", "numpy")


def grade_submission(
    source: QuestionSource,
    submission: Submission,
    worker: Worker,
    *,
    student: str,
    seed: int,
    device: str = "cpu",
    names: tuple[str, ...] = (),
    enforce: bool = True,
) -> AssignmentResult:
    """The result of one student's submission; ``names`` restricts the questions."""
    started = time.monotonic()
    questions = tuple(
        grade_question(source, name, submission, worker, enforce=enforce)
        for name in names or source.names
    )
    return summed(
        source.assignment,
        student,
        questions,
        seed=seed,
        device=device,
        sandboxed=worker.sandboxed,
        sha256=submission.sha256,
        seconds=time.monotonic() - started,
    )


def summed(
    assignment: str,
    student: str,
    questions: tuple[QuestionResult, ...],
    *,
    seed: int,
    device: str,
    sandboxed: bool,
    sha256: str,
    seconds: float = 0.0,
    message: str = "",
) -> AssignmentResult:
    """The questions' results as one, with what is needed to run it again."""
    return AssignmentResult(
        assignment=assignment,
        student=student,
        score=sum(question.score for question in questions),
        max_score=sum(question.max_score for question in questions),
        seed=seed,
        device=device,
        sandboxed=sandboxed,
        versions=versions(),
        submission_sha256=sha256,
        seconds=round(seconds, 3),
        questions=questions,
        message=message,
    )


def versions() -> dict[str, str]:
    """What a result depends on: Python, the framework and the autograder."""
    found = {"python": platform.python_version()}
    for package in (*RECORDED_PACKAGES, "autograder"):
        for name in (package, f"{package}-cpu"):
            try:
                found.setdefault(package, importlib.metadata.version(name))
            except importlib.metadata.PackageNotFoundError:
                continue
    return found
