"""Where prepared questions come from: fresh ones for grading, recorded ones for students."""

import threading
from collections import defaultdict
from pathlib import Path
from typing import Protocol

import msgspec

from autograder.checks.prepared import Fingerprint, PreparedCheck, PreparedQuestion
from autograder.grading.ask import ask
from autograder.grading.judge import reply
from autograder.questions.material import Variant, read_variants, solution
from autograder.questions.prepare import Thresholds, prepare
from autograder.questions.question import Assignment, Question
from autograder.sandbox.transcript import Worker
from autograder.submissions.dependencies import cells_for
from autograder.submissions.read import Submission
from autograder.worker.protocol import Cell


class QuestionSource(Protocol):
    """Gives prepared questions, and the fingerprints to diagnose a failed check with."""

    @property
    def assignment(self) -> str:
        """The assignment's name."""

    @property
    def names(self) -> tuple[str, ...]:
        """The questions, in the notebook's order."""

    def prepare(self, question: str, attempt: int = 0) -> PreparedQuestion:
        """The question's checks; a later attempt holds fresh training checks only."""

    def with_fingerprints(self, question: str, check: PreparedCheck) -> PreparedCheck:
        """The check together with what the known wrong answers give for it."""


def submission_cells(submission: Submission, target: str) -> tuple[Cell, ...]:
    """The cells that a question depends on, as a worker runs them."""
    return tuple(cell.to_worker() for cell in cells_for(submission, target))


def draw(
    root: Path,
    assignment: Assignment,
    name: str,
    seed: int,
    attempt: int = 0,
    thresholds: Thresholds | None = None,
) -> PreparedQuestion:
    """A question's checks for a run; those that have further tries alone after the first."""
    question = assignment.question(name)
    return prepare(
        root,
        assignment,
        question,
        seed,
        attempt=attempt,
        only=tuple(check.name for check in question.checks if check.tries > attempt),
        thresholds=thresholds,
    )


class FreshQuestions:
    """Questions of one grading run: prepared once from its seed, then shared by the class.

    Args:
        assignment: with its oracles.
        seed: of the run; secret until the run is over.
        worker: runs the mutants, when a failed check asks for their fingerprints.
        thresholds: of training checks; those in ``calibration.json`` by default.
    """

    def __init__(
        self,
        root: Path,
        assignment: Assignment,
        seed: int,
        worker: Worker,
        thresholds: Thresholds | None = None,
    ) -> None:
        self._root = root
        self._assignment = assignment
        self._seed = seed
        self._worker = worker
        self._thresholds = thresholds
        self._prepared: dict[tuple[str, int], PreparedQuestion] = {}
        self._fingerprints: dict[str, dict[str, tuple[Fingerprint, ...]]] = {}
        self._lock = threading.Lock()
        self._running: dict[str, threading.Lock] = defaultdict(threading.Lock)

    @property
    def assignment(self) -> str:
        """The assignment's name."""
        return self._assignment.name

    @property
    def names(self) -> tuple[str, ...]:
        """The questions, in the notebook's order."""
        return tuple(question.name for question in self._assignment.questions)

    def prepare(self, question: str, attempt: int = 0) -> PreparedQuestion:
        """The question's checks for this run; from the second attempt on, its training checks."""
        key = (question, attempt)
        with self._lock:
            if key not in self._prepared:
                self._prepared[key] = draw(
                    self._root, self._assignment, question, self._seed, attempt, self._thresholds
                )
            return self._prepared[key]

    def with_fingerprints(self, question: str, check: PreparedCheck) -> PreparedCheck:
        """Run the question's mutants on this run's inputs, once, and attach what they gave."""
        asked = self._assignment.question(question)
        if not asked.check(check.name).recognised:
            return check
        prepared = recognised_checks(asked, self.prepare(question))
        with self._running[question]:  # the others wait for these mutants, not for all questions
            if question not in self._fingerprints:
                self._fingerprints[question] = fingerprints(self._root, prepared, self._worker)
        found = self._fingerprints[question].get(check.name, ())
        return msgspec.structs.replace(check, fingerprints=found)


def recognised_checks(question: Question, prepared: PreparedQuestion) -> PreparedQuestion:
    """The prepared question with the checks alone whose mistakes are named."""
    known = {check.name for check in question.checks if check.recognised}
    checks = tuple(check for check in prepared.checks if check.name in known)
    return msgspec.structs.replace(prepared, checks=checks)


def fingerprints(
    root: Path, question: PreparedQuestion, worker: Worker
) -> dict[str, tuple[Fingerprint, ...]]:
    """What each mutant gives for each check, by the check's name.

    First come the mutants that this very check must catch: where several give the same, as all
    do that lose the gradient, theirs is the likeliest mistake.
    """
    variants = read_variants(root, question.assignment, "mutants")
    mutants = [mutant for mutant in variants if mutant.question == question.name]
    gave = {mutant: _fingerprint(root, question, mutant, worker) for mutant in mutants}
    return {
        check.name: tuple(
            gave[mutant][check.name]
            for mutant in sorted(mutants, key=lambda each: each.caught_by != check.name)
        )
        for check in question.checks
    }


def _fingerprint(
    root: Path, question: PreparedQuestion, mutant: Variant, worker: Worker
) -> dict[str, Fingerprint]:
    submission = mutant.applied_to(solution(root, question.assignment))
    replies = ask(question, submission_cells(submission, question.name), worker)
    return {
        name: Fingerprint(
            name=mutant.name,
            says=mutant.says,
            replies=tuple(map(reply, answers)),
        )
        for name, answers in replies.answers.items()
    }
