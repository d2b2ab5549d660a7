"""Prove an assignment: solutions and accepted variants pass, starters and mutants don't."""

import dataclasses
import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import get_args

import msgspec

from autograder.checks.check import Check
from autograder.errors import require_known
from autograder.grading.question import grade_question
from autograder.grading.source import FreshQuestions
from autograder.grading.submission import grade_submission
from autograder.questions.load import load_assignment
from autograder.questions.material import Variant, VariantKind, read_variants, solution, starter
from autograder.questions.prepare import read_thresholds
from autograder.questions.question import Assignment
from autograder.results import QuestionResult
from autograder.sandbox.transcript import Transcript, Worker
from autograder.worker.protocol import Request, encode

SCHEMA = 1


class Score(msgspec.Struct, frozen=True):
    """What a submission got."""

    score: float
    max_score: float
    failures: tuple[str, ...] = ()


class AcceptedReport(msgspec.Struct, frozen=True):
    """An accepted variant: its own question's score."""

    name: str
    question: str
    score: float
    max_score: float
    failures: tuple[str, ...] = ()


class MutantReport(msgspec.Struct, frozen=True):
    """A mutant: whether the check that it names failed, and whether the student is told why."""

    name: str
    question: str
    caught: bool
    caught_by: tuple[str, ...]
    named: str
    visible: bool
    diagnosed: bool


class AssignmentReport(msgspec.Struct, frozen=True):
    """All that ``verify`` found for one assignment."""

    name: str
    solution: Score
    starter: Score
    starter_statuses: tuple[str, ...]
    accepted: tuple[AcceptedReport, ...]
    mutants: tuple[MutantReport, ...]

    def problems(self) -> Iterator[str]:
        """One line for each thing that is not as it must be."""
        if self.solution.score != self.solution.max_score:
            yield f"The solution fails: {'; '.join(self.solution.failures)}"
        if self.starter.score != 0 or set(self.starter_statuses) != {"not_attempted"}:
            yield f"The starter got {self.starter.score} {set(self.starter_statuses)}"
        for variant in self.accepted:
            if variant.score != variant.max_score:
                yield f"Accepted variant {variant.name} fails: {'; '.join(variant.failures)}"
        for mutant in self.mutants:
            if not mutant.caught:
                by = ", ".join(mutant.caught_by) or "no check"
                yield f"Mutant {mutant.name} passes {mutant.named!r} (caught by {by})"


class VerifyReport(msgspec.Struct, frozen=True):
    """What ``verify --json`` writes."""

    schema: int
    seed: int
    assignments: tuple[AssignmentReport, ...]


Progress = Callable[[str], None]


def verify_assignment(
    root: Path,
    name: str,
    worker: Worker,
    executor: Executor,
    *,
    seed: int,
    only: tuple[str, ...] = (),
    device: str = "cpu",
    progress: Progress = lambda _: None,
) -> AssignmentReport:
    """Grade the solution, the starter, and every accepted variant and mutant of an assignment.

    Args:
        executor: grades the submissions; several assignments may share it.
        only: names of questions; all of them by default.
        device: the worker's; its thresholds are used.
    """
    assignment = load_assignment(root, name)
    if only:
        questions = tuple(assignment.question(question) for question in only)
        assignment = dataclasses.replace(assignment, questions=questions)
    worker = _Remembering(worker)
    thresholds = read_thresholds(root / "solutions" / name, device)
    source = FreshQuestions(root, assignment, seed, worker, thresholds)
    starter(root, name)  # an assignment that is not built should say so at once
    known_names = [question.name for question in load_assignment(root, name).questions]
    for kind in get_args(VariantKind):
        for each in read_variants(root, name, kind):
            require_known(f"question, in {kind}/{each.name}.py,", each.question, known_names)
    asked = {question.name for question in assignment.questions}
    accepted = [each for each in read_variants(root, name, "accepted") if each.question in asked]
    mutants = [each for each in read_variants(root, name, "mutants") if each.question in asked]
    known = [mutant for mutant in mutants if _check(assignment, mutant).recognised]
    together = FreshQuestions(root, _asked_of_mutants(assignment, known), seed, worker, thresholds)
    alone = {
        check: FreshQuestions(
            root, _asked_of_mutants(assignment, [mutant]), seed, worker, thresholds
        )
        for mutant in mutants
        if not (check := _check(assignment, mutant)).recognised
    }
    mutants = _in_turns(mutants)  # so that two threads rarely wait for one question's fingerprints
    mutants.sort(key=lambda mutant: _check(assignment, mutant).recognised)  # the long ones first

    def whole(kind: str) -> Score:
        submission = (solution if kind == "solution" else starter)(root, name)
        result = grade_submission(source, submission, worker, student=kind, seed=seed)
        progress(kind)
        statuses = tuple(question.status for question in result.questions)
        failures = tuple(line for q in result.questions for line in failed_checks(q))
        return Score(result.score, result.max_score, failures if kind == "solution" else statuses)

    def variant(item: Variant) -> QuestionResult:
        submission = item.applied_to(solution(root, name))
        asked = alone.get(_check(assignment, item), together) if item.caught_by else source
        result = grade_question(asked, item.question, submission, worker, enforce=False)
        progress(item.name)
        return result

    wholes = executor.map(whole, ("solution", "starter"))
    accepted_results = executor.map(variant, accepted)
    mutant_results = executor.map(variant, mutants)
    solved, untouched = wholes
    return AssignmentReport(
        name=name,
        solution=solved,
        starter=Score(untouched.score, untouched.max_score),
        starter_statuses=untouched.failures,
        accepted=tuple(map(_accepted_report, accepted, accepted_results)),
        mutants=tuple(map(_mutant_report, mutants, mutant_results)),
    )


def _asked_of_mutants(assignment: Assignment, mutants: list[Variant]) -> Assignment:
    """The assignment with the checks that some of the mutants have to fail.

    What else a mutant fails proves nothing, and what takes a model through ``fit`` costs a second.
    Mutants that are recognised are asked together what any of their question must fail, since each
    is a fingerprint for the others; those that no other can be told from, their own check alone.
    Each is asked once: that a mutant fails a training check again is what ``calibrate`` measures.
    """
    named = {(mutant.question, mutant.caught_by) for mutant in mutants}
    asked = {
        question: tuple(
            dataclasses.replace(check, tries=1)
            for check in question.checks
            if (question.name, check.name) in named
        )
        for question in assignment.questions
    }
    questions = tuple(dataclasses.replace(q, checks=asked[q]) for q in asked if asked[q])
    return dataclasses.replace(assignment, questions=questions)


def _in_turns(mutants: list[Variant]) -> list[Variant]:
    """The first mutant of every question, then the second of each, and so on."""
    turns: Counter[str] = Counter()
    turn = {}
    for mutant in mutants:
        turn[mutant.name] = turns[mutant.question]
        turns[mutant.question] += 1
    return sorted(mutants, key=lambda mutant: turn[mutant.name])


def _check(assignment: Assignment, mutant: Variant) -> Check:
    """The check that must catch a mutant."""
    return assignment.question(mutant.question).check(mutant.caught_by)


class AtMost:
    """A worker that is asked so many things at once.

    Threads that wait for one question's fingerprints, which another asks one by one, then hold no
    place: there may be more threads than places, and theirs go to the next assignment.
    """

    def __init__(self, worker: Worker, places: int) -> None:
        self.sandboxed = worker.sandboxed
        self._worker = worker
        self._places = threading.BoundedSemaphore(places)

    def ask(self, request: Request) -> Transcript:
        """The worker's transcript, once there is a place."""
        with self._places:
            return self._worker.ask(request)

    def close(self) -> None:
        """Leave the worker to whoever lent it."""


class _Remembering:
    """Asks each thing once: a mutant is graded, and is a fingerprint for the other mutants."""

    def __init__(self, worker: Worker) -> None:
        self.sandboxed = worker.sandboxed
        self._worker = worker
        self._asked: dict[bytes, Future[Transcript]] = {}
        self._lock = threading.Lock()

    def ask(self, request: Request) -> Transcript:
        """The transcript of the same request, whatever its id; waits if it is being asked."""
        nameless = msgspec.structs.replace(request, id="")
        key = hashlib.sha256(encode(nameless)).digest()
        with self._lock:
            asked = self._asked.get(key)
            if asked is None:
                mine = self._asked[key] = Future()
        if asked is not None:
            return asked.result()
        try:
            mine.set_result(self._worker.ask(request))
        except BaseException as error:
            mine.set_exception(error)
        return mine.result()

    def close(self) -> None:
        """Leave the worker to whoever lent it."""


def failed_checks(question: QuestionResult) -> list[str]:
    """One line for each failed check: its name and the first lines of its message."""
    return [
        f"{question.name}/{check.name}: {' '.join(check.message.split())[:400]}"
        for check in question.checks
        if not check.passed
    ]


def _accepted_report(variant: Variant, result: QuestionResult) -> AcceptedReport:
    return AcceptedReport(
        name=variant.name,
        question=variant.question,
        score=result.score,
        max_score=result.max_score,
        failures=tuple(failed_checks(result)),
    )


def _mutant_report(mutant: Variant, result: QuestionResult) -> MutantReport:
    failed = tuple(check.name for check in result.checks if not check.passed)
    named = next((check for check in result.checks if check.name == mutant.caught_by), None)
    return MutantReport(
        name=mutant.name,
        question=mutant.question,
        caught=named is not None and not named.passed and result.status != "missing",
        caught_by=failed,
        named=mutant.caught_by,
        visible=bool(named and named.visible),
        diagnosed=any(check.diagnosis == mutant.says for check in result.checks),
    )
