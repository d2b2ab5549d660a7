"""Grading on a Dask cluster: a real scheduler, real worker processes, and their faults."""

import contextlib
import errno
import gc
import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import msgspec
import pytest
from distributed import Client

from autograder.errors import AutograderError, UsageError
from autograder.grading import cluster, cluster_machine
from autograder.grading.batch import Order, grade_class
from autograder.grading.cluster import Cluster, cluster_from_file, read_cluster_file, scheduler
from autograder.grading.cluster_machine import WrongCourse
from autograder.grading.grader import Batch, Job
from autograder.grading.threads import Threads
from autograder.grading.version import course_version
from autograder.results import from_json, to_json

from .conftest import SOLVED

SLOW = SOLVED.replace("return 2 * x", "import time; time.sleep(0.15); return 2 * x")
NAMES = ("ada", "bob", "cy", "dee", "eve", "fay", "gus", "hal")


class Machines:
    """A scheduler and workers as processes of their own."""

    def __init__(self, course, folder):
        self.course, self.folder = course, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.processes = []
        self.start_scheduler()

    @property
    def address(self):
        return f"tcp://127.0.0.1:{self.port}"

    def start(self, *command, **environment):
        with open(self.folder / f"{len(self.processes)}.log", "wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli." + command[0], *command[1:]],
                env=os.environ | {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "20s"} | environment,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        self.processes.append(process)
        return process

    def start_scheduler(self):
        self.scheduler = self.start(
            "dask_scheduler", f"--port={self.port}", "--host=127.0.0.1", "--no-dashboard"
        )

    def log(self):
        return "".join(path.read_text(errors="replace") for path in self.folder.glob("*.log"))

    def start_worker(self, course=None, *options):
        return self.start(
            "dask_worker",
            self.address,
            "--nthreads=2",
            "--no-nanny",
            "--no-dashboard",
            "--death-timeout=60",
            *options,
            AUTOGRADER_COURSE=str(course or self.course),
        )

    def wait_for(self, workers):
        with Client(self.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)

    def stop(self):
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
                process.kill()
            process.wait()


@pytest.fixture
def machines(tiny, tmp_path):
    started = Machines(tiny, tmp_path)
    yield started
    started.stop()


@pytest.fixture
def grade(tiny, hand_in, tmp_path):
    def run(engine, out="graded", each=lambda done: None, device="cpu"):
        order = Order(
            root=tiny,
            assignment="01_tiny",
            submissions=hand_in.folder,
            out=tmp_path / out,
            seed=5,
            device=device,
        )
        done = []

        def report(result, stored):
            done.append(result.student)
            each(done)

        return grade_class(order, engine, lambda _: None, report), done

    return run


def timeless(result):
    def without(check):
        return msgspec.structs.replace(check, seconds=0.0)

    questions = tuple(
        msgspec.structs.replace(q, checks=tuple(map(without, q.checks))) for q in result.questions
    )
    return to_json(msgspec.structs.replace(result, seconds=0.0, questions=questions))


def test_a_cluster_gives_what_this_machine_gives(machines, hand_in, grade, tiny, worker):
    machines.start_worker()
    machines.start_worker()
    hand_in("ada")
    hand_in("bob", SOLVED.replace("2 * x", "x * x"))
    hand_in("cy", "not a notebook", name="tiny.ipynb")
    there, done = grade(Cluster(scheduler(machines.address)))
    assert sorted(done) == ["ada", "bob", "cy"]

    class Kept:
        sandboxed = True
        ask = worker.ask

        def close(self):
            pass

    here, _ = grade(Threads(tiny, Kept, 1), out="here")
    assert [timeless(result) for result in there] == [timeless(result) for result in here]
    assert [result.score for result in there] == [5, 2, 0]


def test_two_runs_at_once_share_a_worker(machines, hand_in, tiny, tmp_path):
    machines.start_worker()
    for name in NAMES[:4]:
        hand_in(name, SLOW)

    def run(seed):
        order = Order(
            root=tiny,
            assignment="01_tiny",
            submissions=hand_in.folder,
            out=tmp_path / f"run_{seed}",
            seed=seed,
        )
        engine = Cluster(scheduler(machines.address))
        return grade_class(order, engine, lambda _: None, lambda *_: None)

    with ThreadPoolExecutor(2) as executor:
        both = list(executor.map(run, (5, 6)))
    assert [[result.score for result in results] for results in both] == [[5] * 4] * 2
    assert [{result.seed for result in results} for results in both] == [{5}, {6}]


@pytest.mark.parametrize("fault", ["a worker is killed", "a worker hangs", "scheduler restarted"])
def test_a_fault_costs_time_and_no_result(machines, hand_in, grade, fault):
    first, _ = machines.start_worker(), machines.start_worker()
    machines.wait_for(2)
    for name in NAMES:
        hand_in(name, SLOW)
    happened = []

    def strike(done):
        if happened:
            return
        happened.append(fault)
        if fault == "a worker is killed":
            first.kill()
        elif fault == "a worker hangs":
            first.send_signal(signal.SIGSTOP)
        else:
            machines.scheduler.kill()
            machines.scheduler.wait()
            machines.start_scheduler()
            machines.start_worker()

    said = []
    results, done = grade(Cluster(scheduler(machines.address), say=said.append), each=strike)
    assert happened == [fault]
    assert any("Trying until" in text for text in said) == (fault == "scheduler restarted")
    assert sorted(done) == sorted(NAMES)
    assert {result.score for result in results} == {5}


def test_a_submission_that_cannot_be_read_here_is_no_lost_connection(machines):
    machines.start_worker()
    read = []

    def jobs():
        for name in NAMES:
            read.append(name)
            if name == "cy":
                raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), "cy/01_tiny")
            yield Job(student=name, problem="none")

    batch = Batch(assignment="01_tiny", seed=1, device="cpu", course="")
    engine = Cluster(scheduler(machines.address), patience=5.0)
    with pytest.raises(AutograderError, match=r"can't read .*[Ss]tale file handle: 'cy/01_tiny'"):
        list(engine.grade(batch, jobs()))
    assert read == ["ada", "bob", "cy"]


def test_another_version_of_the_course_is_refused(machines, hand_in, grade, tiny, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(tiny, other)
    with open(other / "solutions" / "01_tiny" / "questions.py", "a") as file:
        file.write("\n# changed\n")
    machines.start_worker(other)
    hand_in("ada")
    with pytest.raises(AutograderError, match=r"another version of 01_tiny.*Expected [0-9a-f]{12}"):
        grade(Cluster(scheduler(machines.address)))


def test_a_scheduler_that_is_not_there_is_an_error(hand_in, grade):
    hand_in("ada")
    started = time.monotonic()

    def connect():
        return Client("tcp://127.0.0.1:9", timeout=0.5, set_as_default=False)

    with pytest.raises(AutograderError, match="scheduler can't be reached"):
        grade(Cluster(connect, patience=2.0))
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "nonsense://127.0.0.1:1",
        "tcp://127.0.0.1:notaport",
        "tcp://127.0.0.1:70000",
        "tcp://:8786",
    ],
)
def test_what_is_no_address_is_refused_at_once(address):
    with pytest.raises(UsageError, match=rf"Expected an address such as tcp://.*{address}"):
        scheduler(address)


def test_a_port_on_which_something_else_listens_is_an_error(hand_in, grade, monkeypatch):
    monkeypatch.setattr(cluster, "FIRST_PATIENCE", 1.0)
    hand_in("ada")
    with socket.create_server(("127.0.0.1", 0)) as other:
        engine = Cluster(scheduler(f"tcp://127.0.0.1:{other.getsockname()[1]}"))
        with pytest.raises(AutograderError, match=r"can't be reached .*start it with `dask sched"):
            grade(engine)


def test_a_run_that_waits_for_workers_says_so_once(machines, hand_in, grade):
    hand_in("ada")
    said = []

    def say(text):
        said.append(text)
        machines.start_worker()

    results, _ = grade(Cluster(scheduler(machines.address), say=say))
    assert results[0].score == 5
    assert len(said) == 1
    assert f"No worker is connected to {machines.address}; waiting. Start one with" in said[0]


def test_a_worker_without_a_gpu_slot_does_not_count_for_a_run_on_gpus(machines, hand_in, grade):
    machines.start_worker()
    machines.wait_for(1)
    hand_in("ada")
    said = queue.Queue()
    engine = Cluster(scheduler(machines.address), patience=0.0, say=said.put)
    with ThreadPoolExecutor(1) as executor:
        run = executor.submit(grade, engine, device="gpu")
        try:
            text = said.get(timeout=30)
            assert f"No worker with a GPU slot is connected to {machines.address}; waiting" in text
            assert f"`AUTOGRADER_COURSE=… dask worker {machines.address} --resources GPU=1`" in text
            machines.start_worker(None, "--resources", "GPU=1")
            # No GPU is here, so the worker that has the slot refuses.
            with pytest.raises(AutograderError, match="The worker on"):
                run.result(timeout=60)
        finally:
            machines.stop()


DEADLY = """
import os, time
from autograder.grading.grader import Grader

def deadly(grader, job):
    if job.student == "mal o'ry":
        end = time.monotonic() + 60
        while not os.path.exists({ada!r}) and time.monotonic() < end:
            time.sleep(0.05)
        os._exit(9)
    return Grader.whole(grader, job)

if not hasattr(Grader, "whole"):  # Dask runs what it preloads more than once
    Grader.whole, Grader.grade = Grader.grade, deadly
"""


@pytest.fixture
def one_try(monkeypatch):
    """A scheduler that gives a job up with the first worker that dies of it."""
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")


def test_the_student_is_named_whose_submission_ends_the_workers(
    one_try, machines, hand_in, grade, tmp_path
):
    ada = tmp_path / "graded" / "01_tiny" / "ada.json"
    (tmp_path / "deadly.py").write_text(DEADLY.format(ada=str(ada)))
    for _ in range(2):
        machines.start_worker(None, "--preload", str(tmp_path / "deadly.py"))
    machines.wait_for(2)
    hand_in("ada")
    hand_in("mal o'ry")
    said = []
    with pytest.raises(AutograderError, match=r"have the submission of mal o'ry\. .*tcp://127"):
        grade(Cluster(scheduler(machines.address), patience=0.0, say=said.append))
    assert from_json(ada.read_bytes()).score == 5
    assert "The workers died that had the submission of mal o'ry." in said[0]
    assert "grade-mal_o_ry-" in machines.log()


def test_a_worker_without_the_course_is_named_with_what_it_lacks(
    machines, hand_in, grade, tmp_path
):
    machines.start_worker(tmp_path)
    hand_in("ada")
    with pytest.raises(
        UsageError, match=rf"The worker on {socket.gethostname()}: No course in .*AUTOGRADER_COURSE"
    ):
        grade(Cluster(scheduler(machines.address)))


def test_a_cluster_is_started_from_a_file(hand_in, grade, tiny, tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tiny))
    file = tmp_path / "cluster.yaml"
    file.write_text(
        "type: distributed.LocalCluster\n"
        "arguments: {n_workers: 0, threads_per_worker: 1, dashboard_address: null}\n"
        "maximum: 2\n"
    )
    hand_in("ada")
    with cluster_from_file(file) as connect:
        results, _ = grade(Cluster(connect))
    assert results[0].score == 5


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("type: [", "does not describe a cluster"),
        ("type: distributed.LocalCluster", "maximum"),
        ("type: distributed.LocalCluster\nmaximum: 2\nadapt: true", "adapt"),
        ("type: distributed.LocalCluster\nmaximum: 0", "maximum >= 1"),
        ("type: distributed.LocalCluster\nminimum: 2\nmaximum: 1", "minimum <= maximum"),
    ],
)
def test_a_file_that_describes_no_cluster_is_an_error(tmp_path, text, says):
    file = tmp_path / "cluster.yaml"
    file.write_text(text)
    with pytest.raises(UsageError, match=says):
        read_cluster_file(file)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("type: no_such_package.SlurmCluster", "no cluster class"),
        ("type: os.path", "no cluster class"),
        ("type: distributed.Client", "no cluster class"),
        ("type: dask_jobqueue.SLURMCluster", r"cluster\.yaml: .*specify how much cores"),
        (
            "type: dask_jobqueue.SLURMCluster\n"
            "arguments: {cores: 1, memory: 1GB, interface: nope0}",
            "'nope0' is not a valid network interface",
        ),
        (
            "type: dask_jobqueue.SLURMCluster\narguments: {cores: 1, memory: 1GB}",
            "no `sbatch`; run on one that submits jobs",
        ),
    ],
)
# A class whose constructor raises leaves a half-made cluster that nobody can close.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_cluster_that_cannot_be_started_is_an_error(tmp_path, monkeypatch, text, says):
    monkeypatch.setenv("PATH", str(tmp_path))  # where no queue's command is
    file = tmp_path / "cluster.yaml"
    file.write_text(f"{text}\nmaximum: 2")
    with pytest.raises(UsageError, match=f"(?s){says}"), cluster_from_file(file):
        pass


def test_a_machine_that_fails_is_named_and_not_taken_for_a_lost_scheduler(monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cluster_machine._GRADERS, "get", full)
    with pytest.raises(AutograderError, match=r"The worker on \S+ can't grade: .*No space left"):
        cluster_machine.grade_job(sent(), msgspec.msgpack.encode(Job(student="ada")))


def test_a_traceback_of_any_depth_becomes_an_error_that_can_be_sent(monkeypatch, caplog):
    def deep(_, depth=0):
        return deep(_, depth + 1)

    monkeypatch.setattr(cluster_machine._GRADERS, "get", deep)
    with pytest.raises(
        AutograderError, match=r"The worker on \S+ failed \(RecursionError\)"
    ) as raised:
        cluster_machine.grade_job(sent(), msgspec.msgpack.encode(Job(student="ada")))
    assert len(raised.traceback) == 2
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    assert "RecursionError" in caplog.text


def sent(**changes):
    fields = {"assignment": "01_tiny", "seed": 1, "device": "cpu", "course": ""}
    return msgspec.msgpack.encode(Batch(**fields | changes))


def test_the_version_is_looked_at_before_what_only_another_one_understands(tiny, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tiny))
    newer = msgspec.msgpack.encode(
        {"assignment": "01_tiny", "course": "0123456789ab", "seeds": [1], "device": {"gpu": 2}}
    )
    with pytest.raises(WrongCourse, match=r"another version.*Expected 0123456789ab"):
        cluster_machine.grade_job(newer, b"")


def test_a_machine_that_serves_many_runs_keeps_the_questions_of_the_last_two(tiny, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tiny))
    monkeypatch.setattr(cluster_machine, "make_worker", lambda *_: SimpleNamespace(sandboxed=True))
    graders = cluster_machine._Graders()
    runs = [sent(seed=seed, course=course_version(tiny, "01_tiny")) for seed in range(3)]
    made = [graders.get(runs[0]), graders.get(runs[1])]
    assert graders.get(runs[0]) is made[0]
    known = [weakref.ref(grader) for grader in made]
    del made
    graders.get(runs[2])
    gc.collect()
    assert [grader() is not None for grader in known] == [True, False]
