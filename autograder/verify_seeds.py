"""How often do right answers fail? Grade them on many seeds.

Only the quick checks: how often right code misses a training threshold is bounded by
``autograder calibrate``. Many seeds share a process, since starting one for each would take longer
than the calls; there Keras is seeded once, and what is random goes on from one grading to the next.
The solution is graded on every seed and the accepted variants on one in five; slow checks, most of
which take a model through ``fit``, are asked on one seed in ten.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
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
from autograder.submissions.read import Submission
from autograder.worker.protocol import Answer

SEEDS_PER_REQUEST = 25
VARIANT_BLOCKS = 5
"""The accepted variants are graded in one block of seeds in so many."""
SLOW_SECONDS = 0.05
SLOW_BLOCKS = 10
"""A check that takes longer than ``SLOW_SECONDS`` is asked in one block of seeds in so many."""

Answers = dict[str, list[Answer | None]]


@dataclasses.dataclass(frozen=True)
class SeedsReport:
    """How often a question's right answers were graded, and one line for each that failed.

    Args:
        seeds: on which the solution was graded; 0 where all checks train.
        variants: how many accepted variants there are.
        variant_seeds: on which each of them was graded.
        slow: the slow checks, which were asked of all on ``slow_seeds`` seeds.
    """

    question: str
    seeds: int = 0
    variants: int = 0
    variant_seeds: int = 0
    slow: tuple[str, ...] = ()
    slow_seeds: int = 0
    failures: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.seeds:
            return f"{self.question}: all checks train; see `autograder calibrate`"
        gradings = f"{self.seeds} gradings of the solution"
        if self.variants:
            gradings += f", {self.variants * self.variant_seeds} of accepted variants"
        if self.slow:
            slow = (1 + self.variants) * self.slow_seeds
            gradings += f" ({slow} with {', '.join(self.slow)})"
        return f"{self.question}: {gradings}: {len(self.failures)} failures"


def verify_seeds(
    root: Path,
    name: str,
    worker: Worker,
    executor: Executor,
    *,
    seeds: int,
    questions: tuple[str, ...] = (),
) -> Iterator[SeedsReport]:
    """Grade the solution of every question on ``seeds`` seeds, accepted variants on one in five.

    Args:
        executor: in whose threads they are graded.
        questions: their names; all of them by default.

    Raises:
        AuthoringError: the assignment has no such question.
    """
    assignment = load_assignment(root, name)
    chosen = tuple(map(assignment.question, questions)) or assignment.questions
    blocks = [
        range(start, min(start + SEEDS_PER_REQUEST, seeds))
        for start in range(0, seeds, SEEDS_PER_REQUEST)
    ]
    for question in chosen:
        quick = tuple(check.name for check in question.checks if check.kind != "training")
        if not quick:
            yield SeedsReport(question.name)
            continue
        base = solution(root, name)
        right = {"solution": base, **_variants(root, assignment, question, base)}
        grade = partial(_grade_block, root, assignment, question, worker)
        first = grade(right, quick, blocks[0], run=executor.map)
        slow = tuple(check for check in quick if first.seconds[check] > SLOW_SECONDS)
        fast = tuple(check for check in quick if check not in slow)
        slow_blocks = blocks[::SLOW_BLOCKS]
        asked = [
            (right if position % VARIANT_BLOCKS == 0 else {"solution": base}, checks, block)
            for position, block in enumerate(blocks[1:], 1)
            if (checks := fast if position % SLOW_BLOCKS else quick)
        ]
        rest = executor.map(lambda arguments, grade=grade: grade(*arguments), asked)
        yield SeedsReport(
            question=question.name,
            seeds=_number(blocks if fast else slow_blocks),
            variants=len(right) - 1,
            variant_seeds=_number(blocks[::VARIANT_BLOCKS] if fast else slow_blocks),
            slow=slow,
            slow_seeds=_number(slow_blocks),
            failures=tuple(line for block in (first, *rest) for line in block.failures),
        )


def _number(blocks: list[range]) -> int:
    return sum(map(len, blocks))


def _variants(
    root: Path, assignment: Assignment, question: Question, base: Submission
) -> dict[str, Submission]:
    variants = read_variants(root, assignment.name, "accepted")
    accepted = [variant for variant in variants if variant.question == question.name]
    return {each.name: each.applied_to(base) for each in accepted}


@dataclasses.dataclass(frozen=True)
class _Block:
    """What failed, and the seconds that one grading of each check took."""

    failures: tuple[str, ...]
    seconds: dict[str, float]


def _grade_block(
    root: Path,
    assignment: Assignment,
    question: Question,
    worker: Worker,
    right: dict[str, Submission],
    checks: tuple[str, ...],
    seeds: range,
    run: Callable[..., Iterable[Answers]] = map,
) -> _Block:
    """Grade the right answers, one after the other or as ``run`` does it."""
    prepared = [prepare(root, assignment, question, seed, only=checks) for seed in seeds]
    merged = _merged(prepared, seeds)

    def answer(submission: Submission) -> Answers:
        return ask(merged, submission_cells(submission, question.name), worker).answers

    failures: list[str] = []
    seconds = dict.fromkeys(checks, 0.0)
    for name, answers in zip(right, run(answer, right.values()), strict=True):
        failures += _failures(merged, answers, name)
        for check in checks:
            given = [each for seed in seeds for each in answers[_at(check, seed)] if each]
            seconds[check] += sum(each.seconds for each in given) / len(seeds) / len(right)
    return _Block(tuple(failures), seconds)


def _at(check: str, seed: int) -> str:
    return f"{check} with seed {seed}"


def _merged(prepared: list[PreparedQuestion], seeds: range) -> PreparedQuestion:
    """One question that holds the checks of all seeds, each named with its seed.

    Keras is seeded where the seed changes, which also throws TensorFlow's kernels away: each next
    call would take ten times as long.
    """
    start = prepared[0].checks[0].seed
    checks = tuple(
        msgspec.structs.replace(check, name=_at(check.name, seed), seed=start)
        for seed, question in zip(seeds, prepared, strict=True)
        for check in question.checks
    )
    return msgspec.structs.replace(prepared[0], checks=checks)


def _failures(question: PreparedQuestion, answers: Answers, name: str) -> Iterator[str]:
    for check in question.checks:
        result = judge(check, question.name, answers[check.name]).result
        if not result.passed:
            yield f"{name}: {check.name}: {' '.join(result.message.split())[:500]}"
