"""Grade one student for nbgrader: on the path, and with the stored results, of ``grade``."""

import atexit
from functools import cache
from pathlib import Path

from autograder.grading.batch import Order, grade_class
from autograder.grading.threads import Threads
from autograder.results import AssignmentResult
from autograder.sandbox.select import make_worker
from autograder.sandbox.transcript import Limits, Transcript, Worker
from autograder.worker.protocol import Request

RESULTS = "graded"


def grade_student(root: Path, submissions: Path, assignment: str, student: str) -> AssignmentResult:
    """A student's result; the stored one where the same submission was graded already.

    One that `grade --device gpu` has stored holds too; what has none is graded on the CPU.

    Args:
        root: the course.
        submissions: folder of ``<student>/<assignment>``.
        assignment: its name.
        student: the folder's name.

    Raises:
        SandboxError: this machine has no sandbox.
    """
    order = Order(
        root=root,
        assignment=assignment,
        submissions=submissions,
        out=root / RESULTS,
        students=(student,),
        any_device=True,
    )
    engine = Threads(root, _Lent, jobs=1)
    return grade_class(order, engine, lambda _: None, lambda *_: None)[0]


@cache
def _worker() -> Worker:
    """One for the whole process: nbgrader comes back for each student."""
    worker = make_worker(True, Limits())
    atexit.register(worker.close)
    return worker


class _Lent:
    """The process's worker, which outlives the run that asks for it."""

    sandboxed = True

    def ask(self, request: Request) -> Transcript:
        """Run one request to its end."""
        return _worker().ask(request)

    def close(self) -> None:
        """Leave the worker as it is, for the next student."""
