"""Whose score moved when submissions were graded again, and why."""

import dataclasses

from autograder.results import AssignmentResult, QuestionResult
from autograder.student.present import STATUS_TEXT


@dataclasses.dataclass(frozen=True)
class Moved:
    """A question whose score is another one than before.

    Args:
        name: the question's.
        before, after: its scores; 0 where it was not asked.
        what: which checks pass now or fail now.
    """

    name: str
    before: float
    after: float
    what: str


@dataclasses.dataclass(frozen=True)
class Change:
    """A student whose score moved: from what to what, the likely reason, and the questions."""

    student: str
    before: float
    after: float
    why: str
    questions: tuple[Moved, ...]


def change(before: AssignmentResult, after: AssignmentResult) -> Change | None:
    """What moved between two results of a student; None where no question's score did."""
    old = {question.name: question for question in before.questions}
    new = {question.name: question for question in after.questions}
    moved = tuple(
        _moved(name, old.get(name), new.get(name))
        for name in dict.fromkeys([*new, *old])
        if _score(old.get(name)) != _score(new.get(name))
    )
    if not moved:
        return None
    return Change(after.student, before.score, after.score, _why(before, after), moved)


def _score(question: QuestionResult | None) -> float:
    return question.score if question else 0.0


def _moved(name: str, old: QuestionResult | None, new: QuestionResult | None) -> Moved:
    return Moved(name, _score(old), _score(new), "; ".join(_differences(old, new)))


def _differences(old: QuestionResult | None, new: QuestionResult | None) -> list[str]:
    if old is None or new is None:
        return ["new question"] if new else ["no longer asked"]
    texts = []
    if old.status != new.status:
        told = [STATUS_TEXT[question.status] or "graded" for question in (old, new)]
        texts.append(f"{told[0]} before, {told[1]} now")
    passed = {check.name: check.passed for check in old.checks}
    for check in new.checks:
        if check.name not in passed:
            texts.append(f"{check.name} is new")
        elif check.passed != passed[check.name]:
            texts.append(f"{check.name} now {'passes' if check.passed else 'fails'}")
    return texts or ["other points for the same checks"]


def _why(before: AssignmentResult, after: AssignmentResult) -> str:
    """What the two gradings did not share; the first of these that applies."""
    if before.submission_sha256 != after.submission_sha256:
        return "other work was handed in"
    if before.versions.get("course") != after.versions.get("course"):
        return "the course or the autograder changed"
    if before.seed != after.seed:
        return "graded with other inputs"
    if before.device != after.device:
        return f"graded on the {after.device}"
    return "graded again with the same inputs"
