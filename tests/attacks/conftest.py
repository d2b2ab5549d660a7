"""The corpus graded once: a class of attackers and honest students, and what it left behind."""

import contextlib
import dataclasses
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psutil
import pytest

from autograder.grading.batch import Order, grade_class
from autograder.grading.threads import Threads
from autograder.release.build import build_assignment
from autograder.report.write import write_reports
from autograder.results import AssignmentResult
from autograder.sandbox.select import make_worker
from autograder.sandbox.transcript import Limits, Transcript

from .corpus import CORPUS, HONEST, hand_in
from .corpus.attempt import CLASSIFIER, student_notebook, write_notebook
from .corpus.reach import LISTENER

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
ASSIGNMENT = "01_target"
SEED = 20_261_123
LIMITS = Limits(
    memory_bytes=1024**3,
    processes=64,
    load_seconds=4.0,
    output_bytes=1024**2,
    reply_bytes=8 * 1024**2,
    disk_bytes=16 * 1024**2,
)
OVER_THE_BATCH = """
def softmax(logits):
    exponentials = ops.exp(logits - ops.max(logits, axis=0, keepdims=True))
    return exponentials / ops.sum(exponentials, axis=0, keepdims=True)
"""
NEIGHBOURS = {
    "aaa_first": HONEST + CLASSIFIER,
    "mmm_amid": HONEST + CLASSIFIER,
    "mmm_mistaken": OVER_THE_BATCH + CLASSIFIER,
    # By its name it is graded while the attack of the same name runs.
    "processes_that_use_every_core_beside": HONEST + CLASSIFIER,
    "zzz_last": HONEST + CLASSIFIER,
}


@dataclasses.dataclass
class Graded:
    """A class's results and everything that its submissions said.

    Args:
        results: by student.
        files: each student's result file.
        said: what came out of the worker.
        canary: what nobody may have said.
        processes: command lines of processes that are there since the run and remained.
        changed: files of the grader's that are not as they were.
        folder: of the results, the reports among them.
    """

    results: dict[str, AssignmentResult]
    files: dict[str, bytes]
    said: list[Transcript]
    canary: str
    processes: list[str]
    changed: list[str]
    folder: Path


class Listening:
    """A worker that keeps what it hears."""

    def __init__(self, limits: Limits) -> None:
        self._worker = make_worker(sandboxed=True, limits=limits)
        self.sandboxed = self._worker.sandboxed
        self.said: list[Transcript] = []

    def ask(self, request):
        transcript = self._worker.ask(request)
        self.said.append(transcript)
        return transcript

    def close(self) -> None:
        """The tests close it, not the run."""

    def end(self) -> None:
        self._worker.close()


@pytest.fixture(scope="session")
def canary() -> str:
    return f"canary-{secrets.token_hex(16)}"


@pytest.fixture(scope="session")
def target(tmp_path_factory, canary) -> Path:
    """The course, built, a canary in everything that students must not see."""
    root = tmp_path_factory.mktemp("attacked") / "course"
    shutil.copytree(HERE / "course", root, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("oracles.py", "questions.py"):
        path = root / "solutions" / ASSIGNMENT / name
        path.write_text(path.read_text(encoding="utf-8").replace("CANARY", canary))
    (root / "pyproject.toml").touch()
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    build_assignment(ASSIGNMENT, root)
    (root / "gradebook.db").write_text(canary)
    return root


@pytest.fixture(scope="session")
def surroundings(canary) -> Iterator[dict[str, int]]:
    """Canaries around the grader: environment, descriptor, process, shared memory, sockets."""
    with contextlib.ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("GRADER_TOKEN", canary)
        shared = Path(f"/dev/shm/{canary}")
        shared.write_text(canary)
        stack.callback(shared.unlink, missing_ok=True)
        read_end, write_end = os.pipe()
        os.write(write_end, canary.encode())
        os.set_inheritable(read_end, True)
        stack.callback(os.close, read_end)
        stack.callback(os.close, write_end)
        sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", canary])
        stack.callback(sleeper.wait)
        stack.callback(sleeper.kill)
        _serve(stack, socket.AF_UNIX, "\0grader-of-the-attacks", canary)
        _serve(stack, socket.AF_INET, ("127.0.0.1", LISTENER), canary)
        yield {"pipe": read_end, "process": sleeper.pid}


def _serve(stack: contextlib.ExitStack, family: int, address: object, canary: str) -> None:
    """Tells the canary to whoever connects."""
    server = stack.enter_context(socket.socket(family))
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(address)
    server.listen()

    def tell() -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = server.accept()
                with caller:
                    caller.sendall(canary.encode())

    threading.Thread(target=tell, daemon=True).start()
    stack.callback(server.shutdown, socket.SHUT_RDWR)


@pytest.fixture(scope="session")
def submitted(tmp_path_factory, canary) -> Path:
    folder = tmp_path_factory.mktemp("submitted")
    for attempt in CORPUS:
        place = folder / attempt.student / ASSIGNMENT
        place.mkdir(parents=True)
        hand_in(attempt, place)
    for student, answers in NEIGHBOURS.items():
        place = folder / student / ASSIGNMENT
        place.mkdir(parents=True)
        write_notebook(place / "target.ipynb", student_notebook(f"\n# {canary}{answers}"))
    return folder


@pytest.fixture(scope="session")
def graded(target, submitted, surroundings, canary, tmp_path_factory) -> Graded:
    """The whole class, as ``grade`` does it."""
    watched = [target, REPOSITORY / "autograder", *(submitted / name for name in NEIGHBOURS)]
    before = fingerprint(watched)
    worker = Listening(LIMITS)
    try:
        known = {process.pid for process in psutil.Process().children(recursive=True)}
        out = tmp_path_factory.mktemp("graded")
        results = _grade(target, submitted, out, worker)
        new = [p for p in psutil.Process().children(recursive=True) if p.pid not in known]
        _, left = psutil.wait_procs(new, timeout=10)  # the last one may be about to end
    finally:
        worker.end()
    folder = out / ASSIGNMENT
    write_reports(folder, list(results.values()), target)
    after = fingerprint(watched)
    return Graded(
        results=results,
        files={path.stem: path.read_bytes() for path in folder.glob("[!.]*.json")},
        said=worker.said,
        canary=canary,
        processes=[str(process) for process in left],
        changed=[path for path in {*before, *after} if before.get(path) != after.get(path)],
        folder=folder,
    )


def _grade(root, submitted, out, worker, students=()) -> dict[str, AssignmentResult]:
    order = Order(
        root=root,
        assignment=ASSIGNMENT,
        submissions=submitted,
        out=out,
        seed=SEED,
        students=students,
    )
    engine = Threads(root, lambda: worker, jobs=2)
    return {r.student: r for r in grade_class(order, engine, lambda _: None, lambda *_: None)}


@pytest.fixture(scope="session")
def alone(target, submitted, surroundings, tmp_path_factory) -> dict[str, AssignmentResult]:
    """Each neighbour graded by itself, with the same seed."""
    worker = Listening(LIMITS)
    try:
        return {
            name: _grade(target, submitted, tmp_path_factory.mktemp("alone"), worker, (name,))[name]
            for name in NEIGHBOURS
        }
    finally:
        worker.end()


def fingerprint(folders: list[Path]) -> dict[str, str]:
    """The digest of every file, what Python caches aside."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if "__pycache__" not in path.parts
    }


def without_times(result: AssignmentResult) -> bytes:
    """A result as JSON, every time set to 0."""
    questions = tuple(
        msgspec.structs.replace(
            question,
            checks=tuple(msgspec.structs.replace(c, seconds=0.0) for c in question.checks),
        )
        for question in result.questions
    )
    return msgspec.json.encode(msgspec.structs.replace(result, seconds=0.0, questions=questions))
