"""What a class's results say: scores, questions, named mistakes, what was stopped."""

import dataclasses
import statistics
from collections import Counter
from collections.abc import Iterator

from autograder.results import AssignmentResult, QuestionResult

STOPPED = ("timed_out", "out_of_memory", "crashed", "forbidden")
"""The statuses of questions that a limit, a rule or the code itself ended."""

MOST_MISTAKES = 25


@dataclasses.dataclass(frozen=True)
class QuestionRow:
    """A question over the class.

    Args:
        name: the question's.
        max_score: its points.
        handed_in: how many results have it.
        attempted: in how many of them something was written.
        full: in how many it got full marks.
        share: mean share of its points, between 0 and 1.
        seconds: median of the processor time that its checks took, where it was graded.
        longest: the most that they took.
    """

    name: str
    max_score: float
    handed_in: int
    attempted: int
    full: int
    share: float
    seconds: float
    longest: float


@dataclasses.dataclass(frozen=True)
class Mistake:
    """A mistake that the diagnosis named: in how many submissions, and in whose, for example."""

    question: str
    text: str
    count: int
    student: str


@dataclasses.dataclass(frozen=True)
class Stop:
    """A question of a student's that was ended, and why."""

    student: str
    question: str
    status: str
    why: str


@dataclasses.dataclass(frozen=True)
class Condition:
    """One thing under which the class was graded, and how many results say so."""

    name: str
    values: tuple[tuple[str, int], ...]


def question_names(results: list[AssignmentResult]) -> list[str]:
    """The questions that any result has, in the order in which they first stand."""
    return list(dict.fromkeys(q.name for result in results for q in result.questions))


def score_tenths(results: list[AssignmentResult]) -> list[int]:
    """How many results lie in each tenth of the points; full marks count to the last."""
    counts = Counter(min(int(10 * share(each.score, each.max_score)), 9) for each in results)
    return [counts[tenth] for tenth in range(10)]


def share(score: float, max_score: float) -> float:
    """The score as a share of the maximum; 0 where there is nothing to get."""
    return score / max_score if max_score else 0.0


def question_rows(results: list[AssignmentResult]) -> list[QuestionRow]:
    """Every question over the class, in order."""
    return [_row(name, list(_of(results, name))) for name in question_names(results)]


def _of(results: list[AssignmentResult], name: str) -> Iterator[QuestionResult]:
    for result in results:
        yield from (question for question in result.questions if question.name == name)


def _row(name: str, graded: list[QuestionResult]) -> QuestionRow:
    taken = [
        sum(check.seconds for check in question.checks)
        for question in graded
        if question.status == "graded"
    ]
    return QuestionRow(
        name=name,
        max_score=max(question.max_score for question in graded),
        handed_in=len(graded),
        attempted=sum(question.status not in ("not_attempted", "missing") for question in graded),
        full=sum(question.score == question.max_score for question in graded),
        share=statistics.fmean(share(question.score, question.max_score) for question in graded),
        seconds=statistics.median(taken) if taken else 0.0,
        longest=max(taken, default=0.0),
    )


def mistakes(results: list[AssignmentResult]) -> list[Mistake]:
    """The mistakes that were named most often; a submission counts once for each."""
    counts: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], str] = {}
    for result in results:
        for question in result.questions:
            for text in sorted({check.diagnosis for check in question.checks} - {""}):
                counts[question.name, text] += 1
                example.setdefault((question.name, text), result.student)
    return [
        Mistake(name, text, count, example[name, text])
        for (name, text), count in counts.most_common(MOST_MISTAKES)
    ]


def stops(results: list[AssignmentResult]) -> list[Stop]:
    """Every question that was ended, by status, then by student."""
    found = [
        Stop(result.student, question.name, question.status, question.message)
        for result in results
        for question in result.questions
        if question.status in STOPPED
    ]
    return sorted(found, key=lambda stop: (STOPPED.index(stop.status), stop.student))


def conditions(results: list[AssignmentResult]) -> list[Condition]:
    """Seed, device, sandbox and versions; each with all the values that the results hold."""
    columns: dict[str, Counter[str]] = {}
    for result in results:
        stated = {
            "seed": str(result.seed),
            "device": result.device_name or result.device,
            "sandbox": "yes" if result.sandboxed else "no",
            "not limited": ", ".join(result.not_limited) or "nothing",
        } | result.versions
        for name, value in stated.items():
            columns.setdefault(name, Counter())[value] += 1
    return [Condition(name, tuple(counts.most_common())) for name, counts in columns.items()]
