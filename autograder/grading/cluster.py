"""Grade on a Dask cluster: submissions travel as bytes, results come back as JSON.

Every machine of the cluster has the course and the autograder installed, of the same version as
here; no disk is shared. Dask moves the jobs of a worker that dies to another one. Should the
scheduler itself be restarted, the jobs that have no result yet are put to it again.
"""

import asyncio
import contextlib
import importlib
import itertools
import math
import os
import shlex
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from distributed import Client, Future, KilledWorker, as_completed
from distributed.comm.addressing import get_address_host_port
from distributed.comm.core import connect as comm_connect
from distributed.security import Security

from autograder.errors import AutograderError, UsageError
from autograder.grading.cluster_watch import saying_without_workers
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

FIRST_PATIENCE = 10.0
"""Seconds to wait for one that was never there: the address may be wrong."""

STARTED_SECONDS = 30.0
"""Without a worker of a cluster that is started here, before that is said."""

_LOST = (KilledWorker, OSError)  # a lost connection and a timeout are kinds of OSError


class WrongCourse(AutograderError):
    """A machine of the cluster has another version of the course."""


class Cluster:
    """An engine: grades the jobs of a batch on a Dask cluster.

    Args:
        connect: makes a client; called again when the connection is lost.
        patience: seconds to wait for a lost scheduler.
        started: whether this run starts the workers, which may take its time.
        say: told, once each time, what a run waits for.
    """

    def __init__(
        self,
        connect: Callable[[], Client],
        patience: float = PATIENCE,
        started: bool = False,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._connect = connect
        self._patience = patience
        self._started = started
        self._say = say

    def grade(self, batch: Batch, jobs: Iterable[Job]) -> Iterator[AssignmentResult]:
        """Each job's result once, in the order in which they are done.

        Raises:
            AutograderError: the scheduler stays away, or a machine has another course.
        """
        waiting = _read(jobs)
        open_jobs: dict[str, Job] = {}
        connected, lost_at = False, time.monotonic()
        while True:
            try:
                with contextlib.closing(self._connect()) as client, self._watched(client):
                    if not connected:
                        connected, lost_at = True, math.inf
                    for result in _graded(client, batch, waiting, open_jobs):
                        lost_at = math.inf
                        del open_jobs[result.student]
                        yield result
                return
            except _LOST as error:
                if lost_at == math.inf:
                    lost_at = time.monotonic()
                    self._say_lost()
                waited = time.monotonic() - lost_at
                if waited > (self._patience if connected else FIRST_PATIENCE):
                    raise _gone(connected, error) from error
                time.sleep(1.0)

    def _say_lost(self) -> None:
        until = time.strftime("%H:%M:%S", time.localtime(time.time() + self._patience))
        self._say(
            f"The connection to the scheduler is lost, or its workers died. Trying until {until}."
        )

    def _watched(self, client: Client) -> contextlib.AbstractContextManager[None]:
        def say(address: str) -> None:
            if self._started:
                self._say(
                    f"No worker has come to {address} yet; waiting. What the file starts may stand "
                    "in a queue (Slurm: `squeue`), or fail (its logs say why)."
                )
            else:
                self._say(
                    f"No worker is connected to {address}; waiting. Start one with "
                    f"`{COURSE}=… dask worker {address}`."
                )

        return saying_without_workers(client, STARTED_SECONDS if self._started else 2.0, say)


def _read(jobs: Iterable[Job]) -> Iterator[Job]:
    """The jobs; what fails where one is read here is no lost connection, which is tried again."""
    try:
        yield from jobs
    except OSError as error:
        raise AutograderError(
            f"This machine can't read the next submission: {error}. Mend that, and run the same "
            "command again; results already written stay."
        ) from error


def _gone(connected: bool, error: BaseException) -> AutograderError:
    """The error of a scheduler that was waited for in vain."""
    what = f"({type(error).__name__}: {error})"
    if not connected:
        return AutograderError(
            f"The Dask scheduler can't be reached {what}. Expected one that runs: look at its "
            "address, start it with `dask scheduler`, and run the same command again."
        )
    return AutograderError(
        f"The Dask scheduler can't be reached, or its workers keep dying {what}. Results already "
        "written stay; run the same command again when it is back."
    )


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
    except AutograderError as error:  # which would read as if it were of the other side
        raise type(error)(f"The worker on {socket.gethostname()}: {error}") from error


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
                root = _course()
                require_course(root, batch)
                kind = batch.sandboxed, batch.device == "gpu"
                if kind not in self._workers:
                    self._workers[kind] = make_worker(kind[0], Limits(), kind[1])
                self._graders[batch] = Grader(root, batch, self._workers[kind])
            return self._graders[batch]


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


def require_course(root: Path, batch: Batch) -> None:
    """Raise :class:`WrongCourse` unless this machine's course is the batch's."""
    own = course_version(root, batch.assignment)
    if own != batch.course:
        raise WrongCourse(
            f"it has another version of {batch.assignment} or of the autograder, in {root}: {own}. "
            f"Expected {batch.course}, as where `grade` runs. Update its course, restart it, and "
            "run the same command again."
        )


def scheduler(address: str) -> Callable[[], Client]:
    """Connects to a scheduler that runs elsewhere, such as ``tcp://10.0.0.5:8786``.

    Raises:
        UsageError: this is no address.
    """
    _require_address(address)

    def connect() -> Client:
        # A client that waits can neither be interrupted nor closed, and waits long where something
        # else listens; so the scheduler's greeting is awaited first.
        try:
            asyncio.run(_greeted(address))
        except TimeoutError as error:
            raise ConnectionError(f"no Dask scheduler answers at {address}") from error
        return Client(address, timeout=10, set_as_default=False)

    return connect


async def _greeted(address: str) -> None:
    """Return when a scheduler, or whatever speaks Dask, has answered."""
    security = Security().get_connection_args("client")
    async with asyncio.timeout(FIRST_PATIENCE):
        comm = await comm_connect(address, timeout=FIRST_PATIENCE, **security)
        comm.abort()


def _require_address(address: str) -> None:
    try:
        if not address.startswith("ucx://"):  # whose addresses Dask can't take apart
            host, port = get_address_host_port(address)
            if not host or not 0 < port < 65536:
                raise ValueError("no such host and port")
    except ValueError as error:
        raise UsageError(
            f"Expected an address such as tcp://10.0.0.5:8786. Received: {address} ({error})."
        ) from error


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
    make = _cluster_class(path, wanted)
    with contextlib.ExitStack() as stack:
        try:
            cluster = stack.enter_context(make(**wanted.arguments))
            _require_submit_command(cluster)
            cluster.adapt(minimum=wanted.minimum, maximum=wanted.maximum)
        except Exception as error:  # whatever a class of somebody else's thinks of its arguments
            cause = _first_cause(error)
            raise UsageError(
                f"{path}: {wanted.type} can't be started with these `arguments` "
                f"({type(cause).__name__}: {cause}). Mend them; its own documentation lists them, "
                "and docs/cluster.md has examples."
            ) from error
        yield lambda: Client(cluster, timeout=60, set_as_default=False)


def _first_cause(error: BaseException) -> BaseException:
    while error.__cause__ is not None:
        error = error.__cause__
    return error


def _cluster_class(path: Path, wanted: ClusterFile) -> Callable[..., Any]:
    module, _, name = wanted.type.rpartition(".")
    try:
        make = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError(
            f"{path}: no cluster class {wanted.type} ({error}). Expected one such as "
            "dask_jobqueue.SLURMCluster; install the package that has it."
        ) from error
    if not isinstance(make, type) or not hasattr(make, "adapt"):
        raise UsageError(
            f"{path}: {wanted.type} is no cluster class that starts workers as they are needed. "
            "Expected one such as dask_jobqueue.SLURMCluster or distributed.LocalCluster."
        )
    return make


def _require_submit_command(cluster: Any) -> None:
    """A class of dask-jobqueue calls the queue's command later, and drops what comes of it."""
    command = getattr(getattr(cluster, "job_cls", None), "submit_command", None)
    if command and shutil.which(shlex.split(command)[0]) is None:
        raise FileNotFoundError(f"this machine has no `{command}`; run on one that submits jobs")


def read_cluster_file(path: Path) -> ClusterFile:
    """Read and check the description of a cluster."""
    try:
        wanted = msgspec.yaml.decode(path.read_bytes(), type=ClusterFile)
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(
            f"{path} does not describe a cluster: {error}. Expected YAML with `type`, `maximum` "
            "and, if wanted, `arguments` and `minimum`; docs/cluster.md has an example."
        ) from error
    if not 0 <= wanted.minimum <= wanted.maximum or wanted.maximum < 1:
        raise UsageError(
            f"{path}: expected 0 <= minimum <= maximum, and maximum >= 1. Received: minimum "
            f"{wanted.minimum}, maximum {wanted.maximum}."
        )
    return wanted
