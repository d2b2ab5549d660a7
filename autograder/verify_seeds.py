"""How often do right answers fail? Grade them on many seeds.

Only the quick checks: how often right code misses a training threshold is bounded by
``autograder calibrate``. Many seeds share a request, since starting a process for each would
take longer than the calls.
"""

import dataclasses
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from autograder.checks.prepared import PreparedQuestion
from autograder.grading.ask import ask
from autograder.grading.judge import judge
from autograder.grading.source import submission_cells
from autograder.questions.load import load_assignment
from autograder.questions.material import read_variants, solution
from autograder.questions.prepare import prepare
from autograder.questions.question import Assignment, Question
from autograder.sandbox.transcript import Worker
from autograder.worker.protocol import Answer

SEEDS_PER_REQUEST = 25

Answers = dict[str, list[Answer | None]]


@dataclasses.dataclass(frozen=True)
class SeedsReport:
    """How many gradings of right answers there were, and one line for each that failed."""

    gradings: int
    failures: tuple[str, ...]


def verify_seeds(
    root: Path,
    name: str,
    worker: Worker,
    *,
    jobs: int,
    seeds: int,
    questions: tuple[str, ...] = (),
) -> SeedsReport:
    """Grade the solution and each accepted variant on ``seeds`` seeds."""
    assignment = load_assignment(root, name)
    starts = range(0, seeds, SEEDS_PER_REQUEST)
    blocks = [
        (question, range(start, min(start + SEEDS_PER_REQUEST, seeds)))
        for question in assignment.questions
        if not questions or question.name in questions
        for start in starts
    ]
    with ThreadPoolExecutor(jobs) as executor:
        reports = list(
            executor.map(
                lambda block: _grade_block(root, assignment, block[0], block[1], worker), blocks
            )
        )
    return SeedsReport(
        gradings=sum(report.gradings for report in reports),
        failures=tuple(line for report in reports for line in report.failures),
    )


def _grade_block(
    root: Path, assignment: Assignment, question: Question, seeds: range, worker: Worker
) -> SeedsReport:
    quick = tuple(check.name for check in question.checks if check.kind != "training")
    if not quick:
        return SeedsReport(0, ())
    merged = _merged(
        [prepare(root, assignment, question, seed, only=quick) for seed in seeds], seeds
    )
    base = solution(root, assignment.name)
    right = {"solution": base} | {
        variant.name: variant.applied_to(base)
        for variant in read_variants(root, assignment.name, "accepted")
        if variant.question == question.name
    }
    failures: list[str] = []
    for name, submission in right.items():
        cells = submission_cells(submission, question.name)
        failures += _failures(merged, ask(merged, cells, worker).answers, name)
    return SeedsReport(len(right) * len(seeds), tuple(failures))


def _merged(prepared: list[PreparedQuestion], seeds: range) -> PreparedQuestion:
    """One question that holds the checks of all seeds, each named with its seed."""
    checks = tuple(
        msgspec.structs.replace(check, name=f"{check.name} (seed {seed})")
        for seed, question in zip(seeds, prepared, strict=True)
        for check in question.checks
    )
    return msgspec.structs.replace(prepared[0], checks=checks)


def _failures(question: PreparedQuestion, answers: Answers, name: str) -> Iterator[str]:
    for check in question.checks:
        result = judge(check, question.name, answers[check.name]).result
        if not result.passed:
            yield f"{name}: {check.name}: {' '.join(result.message.split())[:500]}"
