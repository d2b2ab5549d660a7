"""Grade a class: every submission of an assignment, several at once, none twice."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from autograder.errors import SubmissionError
from autograder.grading.grader import Batch, Job
from autograder.grading.inbox import HandedIn, find_submissions, read_handed_in
from autograder.grading.store import ResultStore, course_version
from autograder.questions.load import load_assignment
from autograder.questions.material import starter
from autograder.results import AssignmentResult
from autograder.submissions.read import printable


@dataclasses.dataclass(frozen=True, kw_only=True)
class Order:
    """What to grade, and how.

    Args:
        root: the course.
        assignment: its name.
        submissions: folder in nbgrader's layout.
        out: where results go.
        students: only these; all where empty.
        device: ``"cpu"`` or ``"gpu"``.
        seed: of the run; the stored one, or a new secret one, where None.
        fresh: whether to grade again what has a result already.
        sandboxed: whether submissions run in the sandbox.
    """

    root: Path
    assignment: str
    submissions: Path
    out: Path
    students: tuple[str, ...] = ()
    device: str = "cpu"
    seed: int | None = None
    fresh: bool = False
    sandboxed: bool = True


class Engine(Protocol):
    """Where jobs are graded: in threads of this process, or on a cluster."""

    def grade(self, batch: Batch, jobs: Iterable[Job]) -> Iterator[AssignmentResult]:
        """Each job's result once, in any order."""


Report = Callable[[AssignmentResult, bool], None]
"""Called with each result, and whether it had been stored by an earlier run."""


def grade_class(
    order: Order, engine: Engine, started: Callable[[int], None], report: Report
) -> list[AssignmentResult]:
    """Grade what is not yet graded, and store each result as soon as it is known.

    A result is kept where the submission's bytes, the course version and the seed are the
    same, so a run that was stopped goes on where it was.

    Args:
        engine: grades what has no result yet.
        started: told how many submissions there are.
        report: told each result.

    Returns:
        All results, in the order of the students' names.
    """
    store = ResultStore(order.out, order.assignment)
    handed_in = find_submissions(order.submissions, order.assignment, order.students)
    with store.locked():
        run = _ClassRun(order, store)
        started(len(handed_in))
        waiting = []
        results: dict[str, AssignmentResult] = {}
        for item in handed_in:
            stored = run.stored(item)
            if stored is None:
                waiting.append(item)
            else:
                results[item.student] = stored
                report(stored, True)
        if waiting:
            for result in engine.grade(run.batch, map(run.job, waiting)):
                store.write(result)
                results[result.student] = result
                report(result, False)
        return [results[item.student] for item in handed_in]


class _ClassRun:
    """One run over a class: its seed and its course version."""

    def __init__(self, order: Order, store: ResultStore) -> None:
        self._fresh = order.fresh
        self._store = store
        self._topic = load_assignment(order.root, order.assignment).topic
        self._starter = starter(order.root, order.assignment)
        self.batch = Batch(
            assignment=order.assignment,
            seed=store.seed(order.seed, order.fresh),
            device=order.device,
            course=course_version(order.root, order.assignment),
            sandboxed=order.sandboxed,
        )

    def job(self, item: HandedIn) -> Job:
        """The student's submission as it travels to whoever grades it."""
        try:
            file, submission = read_handed_in(item, self._topic, self._starter)
        except SubmissionError as error:
            return Job(student=item.student, problem=str(error))
        return Job(student=item.student, file=printable(file), submission=submission)

    def stored(self, item: HandedIn) -> AssignmentResult | None:
        """An earlier result that still holds."""
        stored = None if self._fresh else self._store.read(item.student)
        if stored is None or stored.student != item.student:
            return None
        submission = self.job(item).submission
        same = (
            submission is not None
            and stored.submission_sha256 == submission.sha256
            and stored.seed == self.batch.seed
            and stored.device == self.batch.device
            and stored.versions.get("course") == self.batch.course
        )
        return stored if same else None
