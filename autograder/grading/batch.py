"""Grade a class: every submission of an assignment, several at once, none twice."""

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

import msgspec

from autograder.errors import SubmissionError
from autograder.grading.inbox import HandedIn, find_submissions, read_handed_in
from autograder.grading.judge import not_run
from autograder.grading.source import FreshQuestions
from autograder.grading.store import ResultStore, course_version
from autograder.grading.submission import grade_submission, summed
from autograder.questions.load import load_assignment
from autograder.questions.material import starter
from autograder.results import AssignmentResult, QuestionResult
from autograder.sandbox.transcript import Worker
from autograder.submissions.read import Submission


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
        jobs: how many submissions at a time.
        seed: of the run; the stored one, or a new secret one, where None.
        fresh: whether to grade again what has a result already.
    """

    root: Path
    assignment: str
    submissions: Path
    out: Path
    students: tuple[str, ...] = ()
    device: str = "cpu"
    jobs: int = 1
    seed: int | None = None
    fresh: bool = False


Report = Callable[[AssignmentResult, bool], None]
"""Called with each result, and whether it had been stored by an earlier run."""


def grade_class(
    order: Order, make_worker: Callable[[], Worker], started: Callable[[int], None], report: Report
) -> list[AssignmentResult]:
    """Grade what is not yet graded, and store each result as soon as it is known.

    A result is kept where the submission's bytes, the course version and the seed are the
    same, so a run that was stopped goes on where it was.

    Args:
        make_worker: starts what runs the submissions, when the first one needs it.
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
            with contextlib.closing(make_worker()) as worker:
                for result in run.grade(waiting, worker):
                    store.write(result)
                    results[result.student] = result
                    report(result, False)
        return [results[item.student] for item in handed_in]


class _ClassRun:
    """One run over a class: its seed and its course version."""

    def __init__(self, order: Order, store: ResultStore) -> None:
        self.order = order
        self.store = store
        self.assignment = load_assignment(order.root, order.assignment)
        self.course = course_version(order.root, order.assignment)
        self.seed = store.seed(order.seed, order.fresh)
        self.starter = starter(order.root, order.assignment)

    def read(self, item: HandedIn) -> tuple[str, Submission]:
        """The student's file and its content; SubmissionError where there is none."""
        return read_handed_in(item, self.assignment.topic, self.starter)

    def stored(self, item: HandedIn) -> AssignmentResult | None:
        """An earlier result that still holds."""
        stored = None if self.order.fresh else self.store.read(item.student)
        if stored is None or stored.student != item.student:
            return None
        try:
            sha256 = self.read(item)[1].sha256
        except SubmissionError:
            return None
        same = (
            stored.submission_sha256 == sha256
            and stored.seed == self.seed
            and stored.device == self.order.device
            and stored.versions.get("course") == self.course
        )
        return stored if same else None

    def grade(self, items: list[HandedIn], worker: Worker) -> Iterator[AssignmentResult]:
        """Results as they are done; a few submissions are under way at any time."""
        source = FreshQuestions(self.order.root, self.assignment, self.seed, worker)
        pending: set[Future[AssignmentResult]] = set()
        with ThreadPoolExecutor(self.order.jobs) as executor:
            try:
                for item in items:
                    if len(pending) > self.order.jobs:
                        done, pending = wait(pending, return_when=FIRST_COMPLETED)
                        yield from (future.result() for future in done)
                    pending.add(executor.submit(self.grade_one, source, item, worker))
                while pending:
                    done, pending = wait(pending, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            finally:
                executor.shutdown(wait=False, cancel_futures=True)

    def grade_one(self, source: FreshQuestions, item: HandedIn, worker: Worker) -> AssignmentResult:
        """A student's result; one that says so where nothing can be read."""
        try:
            name, submission = self.read(item)
        except SubmissionError as error:
            return self._stamped(self._unreadable(source, item, str(error), worker.sandboxed))
        result = grade_submission(
            source,
            submission,
            worker,
            student=item.student,
            seed=self.seed,
            device=self.order.device,
        )
        expected = f"{self.assignment.topic}.ipynb"
        message = "" if name == expected else f"graded from {name}"
        return self._stamped(msgspec.structs.replace(result, message=message))

    def _stamped(self, result: AssignmentResult) -> AssignmentResult:
        return msgspec.structs.replace(result, versions=result.versions | {"course": self.course})

    def _unreadable(
        self, source: FreshQuestions, item: HandedIn, message: str, sandboxed: bool
    ) -> AssignmentResult:
        questions = tuple(
            QuestionResult(
                name=name,
                score=0.0,
                max_score=source.prepare(name).max_points,
                status="missing",
                checks=tuple(not_run(check, message) for check in source.prepare(name).checks),
                message=message,
            )
            for name in source.names
        )
        return summed(
            self.assignment.name,
            item.student,
            questions,
            seed=self.seed,
            device=self.order.device,
            sandboxed=sandboxed,
            sha256="",
            message=message,
        )
