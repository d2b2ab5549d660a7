"""What a machine of a Dask cluster runs: one job at a time a thread, for one run or several."""

import logging
import os
import socket
import threading
from pathlib import Path

import msgspec

from autograder.errors import AutograderError, UsageError
from autograder.grading.grader import Batch, Grader, Job
from autograder.grading.version import course_version
from autograder.questions.load import course_root
from autograder.results import to_json
from autograder.sandbox.select import make_worker
from autograder.sandbox.transcript import Limits, Worker

COURSE = "AUTOGRADER_COURSE"
"""Where a machine of the cluster keeps the course; its working directory by default."""

_LOG = logging.getLogger(__name__)

RUNS = 2
"""How many runs a process keeps the prepared questions of."""


class WrongCourse(AutograderError):
    """A machine of the cluster has another version of the course."""


def grade_job(batch: bytes, job: bytes) -> bytes:
    """One submission, to its result as JSON.

    Its name, place and arguments stay: so a machine of another version can say that it is one.
    """
    try:
        grader = _GRADERS.get(batch)
        return to_json(grader.grade(msgspec.msgpack.decode(job, type=Job)))
    except AutograderError as error:  # which would read as if it were of the other side
        said = type(error)(f"The worker on {socket.gethostname()}: {error}")
    except OSError as error:  # which the other side would take for a lost connection
        said = _cannot_grade(f"can't grade: {error}. Mend or stop it")
    except Exception as error:
        _LOG.exception("A job failed")
        said = _cannot_grade(
            f"failed ({type(error).__name__}), by a fault of the autograder. Its log has the "
            "traceback; please report it. Stop that worker or move the submission that it graded "
            "out of the way"
        )
    raise said  # by itself: Dask waits for ever for a traceback that is too deep to be sent


def _cannot_grade(says: str) -> AutograderError:
    return AutograderError(
        f"The worker on {socket.gethostname()} {says}, and run the same command again; results "
        "already written stay."
    )


class _Graders:
    """The graders of one process of the cluster: those of the runs that it saw last.

    Several runs may share a cluster, so nothing that a job may still use is closed: the process
    that has imported TensorFlow serves every assignment, and ends with this one.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._graders: dict[bytes, Grader] = {}
        self._workers: dict[tuple[bool, bool], Worker] = {}

    def get(self, sent: bytes) -> Grader:
        """The grader of a run, from its batch; the first one starts the worker process."""
        with self._lock:
            grader = self._graders.pop(sent, None) or self._made(sent)
            self._graders[sent] = grader  # the newest stands last
            while len(self._graders) > RUNS:
                del self._graders[next(iter(self._graders))]
            return grader

    def _made(self, sent: bytes) -> Grader:
        root = _course()
        require_course(root, sent)
        batch = msgspec.msgpack.decode(sent, type=Batch)
        kind = batch.sandboxed, batch.device == "gpu"
        if kind not in self._workers:
            self._workers[kind] = make_worker(kind[0], Limits(), kind[1])
        return Grader(root, batch, self._workers[kind])


_GRADERS = _Graders()


def _course() -> Path:
    place = Path(os.environ.get(COURSE, "."))
    try:
        return course_root(place)
    except UsageError as error:
        raise UsageError(
            f"No course in {place.absolute()}. Start it with {COURSE} set to the course's folder "
            "on that machine, and run the same command again."
        ) from error


class _Asked(msgspec.Struct):
    """The part of a batch that every version of the autograder understands."""

    assignment: str
    course: str


def require_course(root: Path, batch: bytes) -> None:
    """Raise :class:`WrongCourse` unless this machine's course is the batch's.

    It comes before the batch is read in full, which another version may not be able to.
    """
    asked = msgspec.msgpack.decode(batch, type=_Asked)
    own = course_version(root, asked.assignment)
    if own != asked.course:
        raise WrongCourse(
            f"it has another version of {asked.assignment} or of the autograder, in {root}: {own}. "
            f"Expected {asked.course}, as where `grade` runs. Update its course, restart it, and "
            "run the same command again."
        )
