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
import re
import secrets
import shlex
import shutil
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
from autograder.grading.cluster_machine import COURSE, grade_job
from autograder.grading.cluster_watch import saying_without_workers
from autograder.grading.grader import Batch, Job
from autograder.results import AssignmentResult, from_json

WINDOW = 256
"""Jobs that the scheduler holds at a time, so that a large class does not fill its memory."""

PATIENCE = 120.0
"""Seconds to wait for a scheduler that is being restarted."""

FIRST_PATIENCE = 10.0
"""Seconds to wait for one that was never there: the address may be wrong."""

STARTED_SECONDS = 30.0
"""Without a worker of a cluster that is started here, before that is said."""


class WorkersDied(Exception):
    """Every worker that was given a student's submission died; the last one's address is kept."""

    def __init__(self, student: str, last_worker: str) -> None:
        super().__init__(student, last_worker)
        self.student, self.last_worker = student, last_worker


_LOST = (WorkersDied, OSError)  # a lost connection and a timeout are kinds of OSError


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
        suspects: dict[str, None] = {}
        gpu = batch.device == "gpu"
        while True:
            try:
                with contextlib.closing(self._connect()) as client, self._watched(client, gpu):
                    if not connected:
                        connected, lost_at = True, math.inf
                    for result in _graded(client, batch, waiting, open_jobs):
                        lost_at = math.inf
                        suspects.pop(result.student, None)
                        del open_jobs[result.student]
                        yield result
                return
            except _LOST as error:
                if isinstance(error, WorkersDied):
                    suspects[error.student] = None
                if lost_at == math.inf:
                    lost_at = time.monotonic()
                    self._say_lost(error)
                waited = time.monotonic() - lost_at
                if waited > (self._patience if connected else FIRST_PATIENCE):
                    raise _gone(connected, error, list(suspects)) from error
                time.sleep(1.0)

    def _say_lost(self, error: BaseException) -> None:
        until = time.strftime("%H:%M:%S", time.localtime(time.time() + self._patience))
        what = "The connection to the scheduler is lost."
        if isinstance(error, WorkersDied):
            what = f"The workers died that had the submission of {error.student}."
        self._say(f"{what} Trying until {until}.")

    def _watched(self, client: Client, gpu: bool) -> contextlib.AbstractContextManager[None]:
        def say(address: str) -> None:
            self._say(_started_without(address, gpu) if self._started else _without(address, gpu))

        seconds = STARTED_SECONDS if self._started else 2.0
        return saying_without_workers(client, gpu, seconds, say)


def _without(address: str, gpu: bool) -> str:
    """What a run says that no worker can serve, where people start them."""
    command = f"{COURSE}=… dask worker {address}"
    if gpu:
        return (
            f"No worker with a GPU slot is connected to {address}; waiting. Start one with "
            f"`{command} --resources GPU=1`."
        )
    return f"No worker is connected to {address}; waiting. Start one with `{command}`."


def _started_without(address: str, gpu: bool) -> str:
    """The same where a file starts the workers."""
    kind = "worker with a GPU slot" if gpu else "worker"
    lacks = "; its workers need the option `--resources GPU=1`" if gpu else ""
    return (
        f"No {kind} has come to {address} yet; waiting. What the file starts may stand in a queue "
        f"(Slurm: `squeue`), or fail (its logs say why){lacks}."
    )


def _read(jobs: Iterable[Job]) -> Iterator[Job]:
    """The jobs; what fails where one is read here is no lost connection, which is tried again."""
    try:
        yield from jobs
    except OSError as error:
        raise AutograderError(
            f"This machine can't read the next submission: {error}. Mend that, and run the same "
            "command again; results already written stay."
        ) from error


def _gone(connected: bool, error: BaseException, suspects: list[str]) -> AutograderError:
    """The error of a scheduler that was waited for in vain, or of workers that keep dying."""
    if isinstance(error, WorkersDied):
        return AutograderError(
            f"Workers die each time that they have the submission of {' or '.join(suspects)}. The "
            f"log of the last one, {error.last_worker}, says why; most often it needs more memory, "
            "or fewer threads. To grade the others first, move that out of the submissions. "
            "Results already written stay; run the same command again."
        )
    what = f"({type(error).__name__}: {error})"
    if not connected:
        return AutograderError(
            f"The Dask scheduler can't be reached {what}. Expected one that runs: look at its "
            "address, start it with `dask scheduler`, and run the same command again."
        )
    return AutograderError(
        f"The Dask scheduler can't be reached {what}. Results already written stay; run the same "
        "command again when it is back."
    )


def _graded(
    client: Client, batch: Batch, waiting: Iterator[Job], open_jobs: dict[str, Job]
) -> Iterator[AssignmentResult]:
    """Results of the jobs that are open, and of those that wait."""
    resources = {"GPU": 1} if batch.device == "gpu" else None
    sent_batch = msgspec.msgpack.encode(batch)
    students: dict[str, str] = {}

    def submit(job: Job) -> Future[bytes]:
        open_jobs[job.student] = job
        key = _key(job.student)
        students[key] = job.student
        return client.submit(
            grade_job, sent_batch, msgspec.msgpack.encode(job), key=key, resources=resources
        )

    futures = [submit(job) for job in list(open_jobs.values())]
    futures += [submit(job) for job in itertools.islice(waiting, WINDOW - len(futures))]
    queue = as_completed(futures, loop=client.loop)
    for future in queue:
        if future.cancelled() or future.status == "lost":
            raise ConnectionError("the scheduler forgot a job")
        student = students.pop(str(future.key))
        try:
            result = future.result()
        except KilledWorker as error:
            raise WorkersDied(student, error.last_worker.address) from error
        yield from_json(result)
        future.release()
        for job in itertools.islice(waiting, 1):
            queue.add(submit(job))


def _key(student: str) -> str:
    """What a job is called on the cluster's own pages and in its logs; no two are called alike."""
    return f"grade-{re.sub(r'[^A-Za-z0-9_.@+-]', '_', student)[:60]}-{secrets.token_hex(8)}"


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
