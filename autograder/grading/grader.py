"""Grade submissions that have been read: what a machine needs to know, and how it answers."""

import threading
from functools import partial
from pathlib import Path

import msgspec

from autograder.grading.judge import not_run
from autograder.grading.source import FreshQuestions
from autograder.grading.submission import grade_submission, summed
from autograder.grading.version import question_version
from autograder.questions.load import load_assignment
from autograder.questions.prepare import read_thresholds
from autograder.results import AssignmentResult, QuestionResult
from autograder.sandbox.capabilities import unenforced_limits
from autograder.sandbox.gpus import device_name
from autograder.sandbox.transcript import Worker
from autograder.submissions.read import Submission


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What all submissions of a run share.

    Args:
        assignment: its name.
        seed: of the run; secret.
        device: ``"cpu"`` or ``"gpu"``.
        course: the version of the trusted files, as ``course_version`` gives it.
        sandboxed: whether submissions run in the sandbox.
    """

    assignment: str
    seed: int
    device: str
    course: str
    sandboxed: bool = True


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One student's submission, or why there is none.

    Args:
        student: whose it is.
        file: the file that it was read from.
        submission: what the file holds; None where it could not be read.
        problem: why it could not.
        questions: those to grade; all of them where empty.
    """

    student: str
    file: str = ""
    submission: Submission | None = None
    problem: str = ""
    questions: tuple[str, ...] = ()


class Grader:
    """Grades the jobs of a batch with one worker; may be used by several threads."""

    def __init__(self, root: Path, batch: Batch, worker: Worker) -> None:
        self._assignment = load_assignment(root, batch.assignment)
        self._batch = batch
        self._worker = worker
        thresholds = read_thresholds(root / "solutions" / batch.assignment, batch.device)
        self._source = FreshQuestions(root, self._assignment, batch.seed, worker, thresholds)
        gpu = batch.device == "gpu"
        self._conditions = {
            "device_name": device_name(batch.device),
            "not_limited": unenforced_limits(worker.sandboxed, gpu),
        }
        self._versions: dict[str, str] = {}
        self._lock = threading.Lock()

    def grade(self, job: Job) -> AssignmentResult:
        """A student's result; one that says so where nothing could be read."""
        if job.submission is None:
            return self._stamped(self._unreadable(job))
        result = grade_submission(
            self._source,
            job.submission,
            self._worker,
            student=job.student,
            seed=self._batch.seed,
            device=self._batch.device,
            names=job.questions,
        )
        expected = f"{self._assignment.topic}.ipynb"
        message = "" if job.file == expected else f"graded from {job.file}"
        return self._stamped(msgspec.structs.replace(result, message=message))

    def _stamped(self, result: AssignmentResult) -> AssignmentResult:
        questions = tuple(
            msgspec.structs.replace(question, version=self._version(question.name))
            for question in result.questions
        )
        versions = result.versions | {"course": self._batch.course}
        return msgspec.structs.replace(
            result, questions=questions, versions=versions, **self._conditions
        )

    def _version(self, name: str) -> str:
        with self._lock:
            if name not in self._versions:
                question = self._assignment.question(name)
                self._versions[name] = question_version(
                    question, partial(self._source.prepare, name)
                )
            return self._versions[name]

    def _unreadable(self, job: Job) -> AssignmentResult:
        questions = tuple(
            QuestionResult(
                name=name,
                score=0.0,
                max_score=self._source.prepare(name).max_points,
                status="missing",
                checks=tuple(
                    not_run(check, job.problem) for check in self._source.prepare(name).checks
                ),
                message=job.problem,
            )
            for name in self._source.names
        )
        return summed(
            self._assignment.name,
            job.student,
            questions,
            seed=self._batch.seed,
            device=self._batch.device,
            sandboxed=self._worker.sandboxed,
            sha256="",
            message=job.problem,
        )
