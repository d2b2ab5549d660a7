"""What a sample student handed in, and the result that is due."""

import dataclasses
from collections.abc import Iterator, Mapping

from autograder.results import AssignmentResult, QuestionResult, Status


@dataclasses.dataclass(frozen=True, kw_only=True)
class Expected:
    """The result that is due, question by question; a question named nowhere may get anything.

    Args:
        full: questions that get all of their points.
        lost: questions that get no point, and the status that says why.
        wrong: questions that lose points, and the check that fails.
        says: texts that the message of a question's failed check or of its result holds.
    """

    full: frozenset[str]
    lost: Mapping[str, Status]
    wrong: Mapping[str, str]
    says: Mapping[str, str]

    def problems(self, result: AssignmentResult) -> list[str]:
        """One line for each way in which a result is not as it must be."""
        return [
            f"{result.student}, {question.name}: {problem}"
            for question in result.questions
            for problem in self._problems(question)
        ]

    def _problems(self, question: QuestionResult) -> Iterator[str]:
        name, failed = question.name, _failed(question)
        got = f"{question.score:g} of {question.max_score:g}, {question.status}, failed: {failed}"
        if name in self.full and question.score != question.max_score:
            yield f"expected all points; got {got}"
        if name in self.lost and (question.score, question.status) != (0, self.lost[name]):
            yield f"expected no point and {self.lost[name]!r}; got {got}"
        if name in self.wrong and self.wrong[name] not in failed:
            yield f"expected the check {self.wrong[name]!r} to fail; got {got}"
        if self.says.get(name, "") not in "\n".join([question.message, *failed.values()]):
            yield f"expected the text {self.says[name]!r}; got {got}"


def _failed(question: QuestionResult) -> dict[str, str]:
    return {check.name: check.message for check in question.checks if not check.passed}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sample:
    """One student's submission.

    Args:
        student: the folder's name.
        shows: what an instructor can learn from it.
        file: the name of the file handed in.
        content: its bytes.
        expected: the result that is due.
    """

    student: str
    shows: str
    file: str
    content: bytes
    expected: Expected
