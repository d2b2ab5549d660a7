"""Grade a class: every submission of an assignment, several at once, none twice."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import msgspec

from autograder.errors import AutograderError, SubmissionError, UsageError
from autograder.grading.descriptors import is_out_of_files
from autograder.grading.grader import Batch, Job
from autograder.grading.inbox import HandedIn, find_submissions, read_handed_in
from autograder.grading.source import draw
from autograder.grading.store import ResultStore
from autograder.grading.submission import versions
from autograder.grading.version import course_version, question_version
from autograder.questions.load import load_assignment
from autograder.questions.material import starter
from autograder.questions.prepare import read_thresholds
from autograder.results import AssignmentResult, QuestionResult
from autograder.sandbox.bubblewrap import require_hidden
from autograder.submissions.read import Submission, printable


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
        any_device: whether a result of the same course holds that another device gave.
        seed: of the run; the stored one, or a new secret one, where None.
        fresh: whether to grade again what has a result already; the whole class with a new seed.
        sandboxed: whether submissions run in the sandbox.
    """

    root: Path
    assignment: str
    submissions: Path
    out: Path
    students: tuple[str, ...] = ()
    device: str = "cpu"
    any_device: bool = False
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
    order: Order,
    engine: Engine,
    started: Callable[[int], None],
    report: Report,
    gone: Callable[[list[str]], None] = lambda _: None,
    store: ResultStore | None = None,
) -> list[AssignmentResult]:
    """Grade what is not yet graded, and store each result as soon as it is known.

    A result is kept where the submission's bytes, the course version and the seed are the
    same, so a run that was stopped goes on where it was. Where the course has changed, the
    questions are kept that ask what they asked before.

    Args:
        engine: grades what has no result yet.
        started: told how many submissions there are.
        report: told each result.
        gone: told, after a run over the whole class, whose earlier results were set aside since
            nothing of theirs is among the submissions any more.
        store: where results are kept, if the caller holds its lock already.

    Returns:
        All results, in the order of the students' names.

    Raises:
        AutograderError: a submission can't be read at all, or the engine gave no result for one.
    """
    if order.sandboxed:
        require_hidden(order.root / "solutions", order.submissions, order.out)
    store = store or ResultStore(order.out, order.assignment)
    handed_in = find_submissions(order.submissions, order.assignment, order.students)
    with store.locked():
        store.bring_back(item.student for item in handed_in)
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
            for graded in engine.grade(run.batch, map(run.job, waiting)):
                result = run.completed(graded)
                store.write(result)
                results[result.student] = result
                report(result, False)
        _require_all(handed_in, results)
        if not order.students:
            gone(store.set_aside(results))
        return [results[item.student] for item in handed_in]


def require_apart(order: Order) -> None:
    """Raise where the folder of results would be taken for a student's."""
    if order.out.resolve().parent == order.submissions.resolve():
        raise UsageError(
            f"--out {order.out} lies in {order.submissions}, whose folders are the students', so "
            f"{order.out.name} would be graded as one. Name a folder beside it with --out."
        )


def _require_all(handed_in: list[HandedIn], results: dict[str, AssignmentResult]) -> None:
    """Raise unless everybody has a result: what is missing would be taken for somebody gone."""
    missing = [item.student for item in handed_in if item.student not in results]
    if missing:
        raise AutograderError(
            f"No result came back for {', '.join(missing)}. Expected one for each submission. Run "
            "the same command again; results already written stay, and nothing was set aside."
        )


class _ClassRun:
    """One run over a class: its seed, its course version, and what still holds of earlier ones."""

    def __init__(self, order: Order, store: ResultStore) -> None:
        self._order = order
        self._store = store
        self._assignment = load_assignment(order.root, order.assignment)
        self._names = tuple(question.name for question in self._assignment.questions)
        self._thresholds = read_thresholds(
            order.root / "solutions" / order.assignment, order.device
        )
        self._versions: dict[str, str] = {}
        self._kept: dict[str, dict[str, QuestionResult]] = {}
        self._starter = starter(order.root, order.assignment)
        self._unreadable: dict[str, Job] = {}
        self.batch = Batch(
            assignment=order.assignment,
            seed=store.seed(order.seed, order.fresh, whole=not order.students),
            device=order.device,
            course=course_version(order.root, order.assignment),
            sandboxed=order.sandboxed,
        )

    def job(self, item: HandedIn) -> Job:
        """The student's submission as it travels to whoever grades it."""
        try:
            return self._job(item)
        except OSError as error:
            if is_out_of_files(error):  # which an engine explains that opened them
                raise
            raise AutograderError(
                f"The submission of {item.student} can't be read here: {error}. Mend that, and run "
                "the same command again; results already written stay."
            ) from error

    def _job(self, item: HandedIn) -> Job:
        job = self._read(item)
        holding = self._holding(item.student, job.submission)
        if not holding:
            return job
        self._kept[item.student] = holding  # its file may be gone by the time the rest is graded
        left = tuple(name for name in self._names if name not in holding)
        return msgspec.structs.replace(job, questions=left)

    def _read(self, item: HandedIn) -> Job:
        if item.student in self._unreadable:  # what was refused may have taken seconds
            return self._unreadable.pop(item.student)
        try:
            file, submission = read_handed_in(item, self._assignment.topic, self._starter)
        except SubmissionError as error:
            return Job(student=item.student, problem=str(error))
        return Job(student=item.student, file=printable(file), submission=submission)

    def stored(self, item: HandedIn) -> AssignmentResult | None:
        """An earlier result that still holds, in full."""
        if self._order.fresh or self._store.read(item.student) is None:
            return None  # it is read once, when it is graded
        job = self._read(item)
        submission = job.submission
        if submission is None:
            self._unreadable[item.student] = job
        stored = self._comparable(item.student, submission)
        if stored is None or stored.versions.get("course") == self.batch.course:
            return stored
        holding = self._holding(item.student, submission)
        if len(holding) < len(self._names):
            return None
        versions = stored.versions | {"course": self.batch.course}
        result = self._sum(msgspec.structs.replace(stored, versions=versions), holding)
        self._store.write(result)
        return result

    def completed(self, result: AssignmentResult) -> AssignmentResult:
        """A result with the questions that were not asked again."""
        kept = self._kept.pop(result.student, {})
        if not kept:
            return result
        return self._sum(result, kept | {question.name: question for question in result.questions})

    def _sum(
        self, result: AssignmentResult, questions: dict[str, QuestionResult]
    ) -> AssignmentResult:
        ordered = tuple(questions[name] for name in self._names)
        return msgspec.structs.replace(
            result,
            questions=ordered,
            score=sum(question.score for question in ordered),
            max_score=sum(question.max_score for question in ordered),
        )

    def _comparable(self, student: str, submission: Submission | None) -> AssignmentResult | None:
        """The stored result, if it is of the same submission, seed and device.

        What was graded without a sandbox does not hold for a run with one.
        """
        stored = None if self._order.fresh else self._store.read(student)
        if stored is None or stored.student != student or submission is None:
            return None
        if self.batch.sandboxed and not stored.sandboxed:
            return None
        if (stored.submission_sha256, stored.seed) != (submission.sha256, self.batch.seed):
            return None
        same_course = stored.versions.get("course") == self.batch.course
        holds = stored.device == self.batch.device or (self._order.any_device and same_course)
        return stored if holds else None

    def _holding(self, student: str, submission: Submission | None) -> dict[str, QuestionResult]:
        """The stored questions that ask today what they asked then, under the same conditions."""
        stored = self._comparable(student, submission)
        if stored is None or stored.sandboxed != self.batch.sandboxed:
            return {}
        if stored.versions != versions() | {"course": stored.versions.get("course")}:
            return {}
        return {
            question.name: question
            for question in stored.questions
            if question.name in self._names and question.version == self._version(question.name)
        }

    def _version(self, name: str) -> str:
        if name not in self._versions:
            prepared = partial(
                draw,
                self._order.root,
                self._assignment,
                name,
                self.batch.seed,
                thresholds=self._thresholds,
            )
            self._versions[name] = question_version(self._assignment.question(name), prepared)
        return self._versions[name]
