"""Grade on a Dask cluster: submissions travel as bytes, results come back as JSON.

Every machine of the cluster has the course and the autograder installed, of the same version as
here; no disk is shared. Dask moves the jobs of a worker that dies to another one. Should the
scheduler itself be restarted, the jobs that have no result yet are put to it again.
"""

import contextlib
import importlib
import itertools
import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from distributed import Client, Future, KilledWorker, as_completed

from autograder.errors import AutograderError, UsageError
from autograder.grading.grader import Batch, Grader, Job
from autograder.grading.version import course_version
from autograder.questions.load import course_root
from autograder.results import AssignmentResult, from_json, to_json
from autograder.sandbox.select import make_worker
from autograder.sandbox.transcript import Limits, Worker

COURSE = "AUTOGRADER_COURSE"
"""Where a machine of the cluster keeps the course; its working directory by default."""

WINDOW = 256
"""Jobs that the scheduler holds at a time, so that a large class does not fill its memory."""

PATIENCE = 120.0
"""Seconds to wait for a scheduler that is being restarted."""

_LOST = (KilledWorker, OSError)  # a lost connection and a timeout are kinds of OSError


class WrongCourse(AutograderError):
    """A machine of the cluster has another version of the course."""


class Cluster:
    """An engine: grades the jobs of a batch on a Dask cluster.

    Args:
        connect: makes a client; called again when the connection is lost.
        patience: seconds to wait for a lost scheduler.
    """

    def __init__(self, connect: Callable[[], Client], patience: float = PATIENCE) -> None:
        self._connect = connect
        self._patience = patience

    def grade(self, batch: Batch, jobs: Iterable[Job]) -> Iterator[AssignmentResult]:
        """Each job's result once, in the order in which they are done.

        Raises:
            AutograderError: the scheduler stays away, or a machine has another course.
        """
        waiting = iter(jobs)
        open_jobs: dict[str, Job] = {}
        last_seen = time.monotonic()
        while True:
            try:
                with contextlib.closing(self._connect()) as client:
                    for result in _graded(client, batch, waiting, open_jobs):
                        last_seen = time.monotonic()
                        del open_jobs[result.student]
                        yield result
                return
            except _LOST as error:
                if time.monotonic() - last_seen > self._patience:
                    raise AutograderError(
                        f"The Dask scheduler can't be reached, or its workers keep dying "
                        f"({type(error).__name__}: {error}). Results already written stay; run the "
                        "same command again when it is back."
                    ) from error
                time.sleep(1.0)


def _graded(
    client: Client, batch: Batch, waiting: Iterator[Job], open_jobs: dict[str, Job]
) -> Iterator[AssignmentResult]:
    """Results of the jobs that are open, and of those that wait."""
    resources = {"GPU": 1} if batch.device == "gpu" else None
    sent_batch = msgspec.msgpack.encode(batch)

    def submit(job: Job) -> Future[bytes]:
        open_jobs[job.student] = job
        return client.submit(
            grade_job, sent_batch, msgspec.msgpack.encode(job), pure=False, resources=resources
        )

    futures = [submit(job) for job in list(open_jobs.values())]
    futures += [submit(job) for job in itertools.islice(waiting, WINDOW - len(futures))]
    queue = as_completed(futures, loop=client.loop)
    for future in queue:
        if future.cancelled() or future.status == "lost":
            raise ConnectionError("the scheduler forgot a job")
        yield from_json(future.result())
        future.release()
        for job in itertools.islice(waiting, 1):
            queue.add(submit(job))


def grade_job(batch: bytes, job: bytes) -> bytes:
    """What a machine of the cluster runs: one submission, to its result as JSON."""
    try:
        grader = _GRADERS.get(msgspec.msgpack.decode(batch, type=Batch))
        return to_json(grader.grade(msgspec.msgpack.decode(job, type=Job)))
    except OSError as error:  # which the other side would take for a lost connection
        raise AutograderError(
            f"The worker on {socket.gethostname()} can't grade: {error}. Mend or stop it, and run "
            "the same command again; results already written stay."
        ) from error


class _Graders:
    """The graders of one process of the cluster: one for each run that it has seen.

    Several runs may share a cluster, so nothing that a job may still use is closed: the process
    that has imported TensorFlow serves every assignment, and ends with this one.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._graders: dict[Batch, Grader] = {}
        self._workers: dict[tuple[bool, bool], Worker] = {}

    def get(self, batch: Batch) -> Grader:
        """The grader of a run; the first one starts the worker process."""
        with self._lock:
            if batch not in self._graders:
                root = course_root(Path(os.environ.get(COURSE, ".")))
                require_course(root, batch)
                kind = batch.sandboxed, batch.device == "gpu"
                if kind not in self._workers:
                    self._workers[kind] = make_worker(kind[0], Limits(), kind[1])
                self._graders[batch] = Grader(root, batch, self._workers[kind])
            return self._graders[batch]


_GRADERS = _Graders()


def require_course(root: Path, batch: Batch) -> None:
    """Raise :class:`WrongCourse` unless this machine's course is the batch's."""
    own = course_version(root, batch.assignment)
    if own != batch.course:
        raise WrongCourse(
            f"A worker of the cluster has another version of {batch.assignment} or of the "
            f"autograder, in {root}: {own}. Expected {batch.course}, as here. Update its course, "
            "restart it, and run the same command again."
        )


def scheduler(address: str) -> Callable[[], Client]:
    """Connects to a scheduler that runs elsewhere, such as ``tcp://10.0.0.5:8786``."""

    def connect() -> Client:
        return Client(address, timeout=10, set_as_default=False)

    return connect


class ClusterFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What ``--cluster FILE`` says, in YAML.

    Args:
        type: a Dask cluster class, such as ``dask_jobqueue.SLURMCluster``.
        arguments: its keyword arguments.
        minimum, maximum: how many workers or jobs; Dask starts them as they are needed.
    """

    type: str
    arguments: dict[str, Any] = {}
    minimum: int = 0
    maximum: int


@contextlib.contextmanager
def cluster_from_file(path: Path) -> Iterator[Callable[[], Client]]:
    """Start the adaptive cluster that a file describes; it ends with the run.

    Raises:
        UsageError: the file or the class can't be read.
    """
    wanted = read_cluster_file(path)
    module, _, name = wanted.type.rpartition(".")
    try:
        make = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError(
            f"{path}: no cluster class {wanted.type} ({error}). Expected one such as "
            "dask_jobqueue.SLURMCluster; install the package that has it."
        ) from error
    with make(**wanted.arguments) as cluster:
        cluster.adapt(minimum=wanted.minimum, maximum=wanted.maximum)
        yield lambda: Client(cluster, timeout=60, set_as_default=False)


def read_cluster_file(path: Path) -> ClusterFile:
    """Read and check the description of a cluster."""
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=ClusterFile)
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(
            f"{path} does not describe a cluster: {error}. Expected YAML with `type`, `maximum` "
            "and, if wanted, `arguments` and `minimum`; docs/cluster.md has an example."
        ) from error
