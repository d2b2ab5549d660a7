"""Each limit holds, says which it was, and costs only the question that broke it."""

import ctypes
import os
import threading
import time

import msgspec
import numpy as np
import pytest

from autograder.sandbox import warm
from autograder.sandbox.capabilities import enforced_limits
from autograder.sandbox.exchange import Exchange

HONEST = "def f(x): return 2 * x"


@pytest.fixture(autouse=True)
def _the_next_question_is_answered(ask):
    yield
    transcript = ask(HONEST)
    assert transcript.outcome == "finished", transcript
    np.testing.assert_array_equal(transcript.answers[0].values["output"], [0.0, 2.0, 4.0])


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("def f(x):\n    while True: pass", id="loop"),
        pytest.param("import time\ndef f(x): time.sleep(60)", id="sleep"),
        pytest.param(
            "def f(x):\n    while True:\n        try:\n            while True: pass\n"
            "        except BaseException: pass",
            id="loop that swallows interrupts",
        ),
        pytest.param(
            "import signal, time\nfor n in set(signal.Signals) - {9, 19}:\n"
            "    signal.signal(n, signal.SIG_IGN)\ndef f(x): time.sleep(60)",
            id="signals ignored",
        ),
        pytest.param(
            "import os, time\ndef f(x):\n    if os.fork() == 0: time.sleep(60)\n    time.sleep(60)",
            id="a child that sleeps too",
        ),
        pytest.param("import ctypes\ndef f(x): ctypes.PyDLL(None).sleep(60)", id="holds the lock"),
        pytest.param("class T(Exception):\n    def __str__(self):\n        while True: pass\n"
                     "def f(x): raise T", id="an exception whose text hangs"),
    ],
)  # fmt: skip
def test_a_call_that_does_not_end_is_timed_out(ask, source):
    started = time.monotonic()
    transcript = ask(source, seconds=0.7)
    assert transcript.outcome == "timed_out", transcript
    assert "call 1, echo (0.7 s)" in transcript.detail
    assert time.monotonic() - started < 5


def test_a_call_has_its_time_while_the_grader_itself_is_busy(ask, monkeypatch):
    """Another submission's reply may hold the interpreter's lock; that is not this one's time."""
    receive = Exchange._receive
    busy = threading.Timer(0.2, ctypes.PyDLL(None).sleep, [3])

    def receive_and_be_busy(exchange):
        completed = receive(exchange)
        if completed and busy.ident is None:  # the cells have been run, and the first call begins
            busy.start()
        return completed

    monkeypatch.setattr(Exchange, "_receive", receive_and_be_busy)
    transcript = ask("import time\ndef f(x): time.sleep(0.6); return 2 * x", seconds=1.5)
    busy.join()
    assert transcript.outcome == "finished", transcript


def test_processor_time_is_bounded_by_the_kernel(ask, monkeypatch):
    """Behind the wall clock, whose limits come first unless the grader itself was stopped."""
    order = warm.make_order

    def less(*arguments, **options):
        return msgspec.structs.replace(order(*arguments, **options), cpu_seconds=1)

    monkeypatch.setattr(warm, "make_order", less)
    transcript = ask("def f(x):\n    while True: pass", seconds=30)
    assert transcript.outcome == "timed_out", transcript
    assert "processor time" in transcript.detail
    monkeypatch.undo()


def test_answers_before_the_hang_are_kept(ask):
    source = "n = 0\ndef f(x):\n    global n; n += 1\n    while n > 1: pass\n    return 2 * x"
    transcript = ask(source, calls=3, seconds=0.7)
    assert transcript.outcome == "timed_out"
    assert list(transcript.answers) == [0]


def test_cells_that_do_not_end_are_timed_out(warm_worker, make_request, monkeypatch, small_limits):
    quick = msgspec.structs.replace(small_limits, load_seconds=0.7)
    monkeypatch.setattr(warm_worker, "_limits", quick)
    monkeypatch.setattr(warm_worker._running(), "_limits", quick)
    transcript = warm_worker.ask(make_request("while True: pass"))
    assert transcript.outcome == "timed_out"
    assert "cells" in transcript.detail


FILL = """
def fill(n):
    import os, time
    block = os.urandom(1024) * 1024 * n
    time.sleep(30)
"""


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(FILL + "def f(x): fill(1500)", id="one process"),
        pytest.param(
            FILL + "import os\ndef f(x):\n    for _ in range(6):\n"
            "        if os.fork() == 0: fill(300)\n    fill(1)",
            id="six processes",
        ),
        pytest.param(
            FILL + "import os\ndef f(x):\n    if os.fork() == 0:\n        os.setsid()\n"
            "        if os.fork() == 0: fill(1500)\n        os._exit(0)\n    fill(1)",
            id="an orphan in a session of its own",
        ),
        pytest.param("def f(x):\n    grown = []\n    while True: grown.append(bytes(10**6))",
                     id="a list that grows"),
    ],
)  # fmt: skip
def test_memory_of_the_whole_tree_is_bounded(ask, source):
    transcript = ask(source, seconds=20)
    assert transcript.outcome == "out_of_memory", transcript
    assert "1024 MiB" in transcript.detail


def test_memory_that_forks_share_is_counted_once(ask):
    source = """
    import os, time
    block = os.urandom(1024) * 1024 * 300
    def f(x):
        for _ in range(6):
            if os.fork() == 0:
                time.sleep(0.5)
                os._exit(0)
        time.sleep(0.3)
        return 2 * x
    """
    assert ask(source).outcome == "finished"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("import os\ndef f(x):\n    while True:\n"
                     "        try: os.fork()\n        except OSError: pass", id="fork bomb"),
        pytest.param("import threading, time\ndef f(x):\n    for _ in range(200):\n"
                     "        threading.Thread(target=time.sleep, args=(60,)).start()\n"
                     "    time.sleep(60)", id="threads"),
    ],
)  # fmt: skip
def test_processes_and_threads_are_bounded(ask, source):
    if enforced_limits()["processes"] == enforced_limits(sandboxed=False)["processes"]:
        pytest.skip("Here the kernel does not bound processes; a fork bomb would stall the tests.")
    transcript = ask(source, seconds=20)
    if transcript.outcome == "finished":  # where the kernel's own limit refuses the thread
        assert "can't start new thread" in transcript.answers[0].error
    else:
        assert transcript.outcome == "crashed", transcript
        assert "64 processes" in transcript.detail


def test_the_kernel_bounds_processes_too(ask):
    source = """
    import os, time
    def f(x):
        for number in range(200):
            if os.fork() == 0:
                time.sleep(10)
    """
    if enforced_limits()["processes"] == enforced_limits(sandboxed=False)["processes"]:
        pytest.skip("Here the grader is a root that has no other user to hand the work to.")
    transcript = ask(source, seconds=20)
    assert transcript.outcome == "crashed" or "BlockingIOError" in transcript.answers[0].error


def test_a_tensor_beyond_all_memory_is_an_error_of_the_call(ask):
    source = "import tensorflow as tf\ndef f(x): return tf.zeros((10**6, 10**6))"
    transcript = ask(source, seconds=30)  # TensorFlow tries again for ten seconds
    assert transcript.outcome == "finished", transcript
    assert transcript.answers[0].status == "error"


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_output_is_bounded(ask, stream):
    transcript = ask(f"import sys\ndef f(x):\n    while True: sys.{stream}.write('spam' * 1000)")
    assert transcript.outcome == "crashed"
    assert "printed more than 1048576 bytes" in transcript.detail
    assert len(transcript.output) <= 8192


def test_replies_are_bounded(ask):
    transcript = ask("import numpy as np\ndef f(x): return np.zeros(2 * 1024**2)")
    assert transcript.outcome == "crashed"
    assert "replies are over" in transcript.detail


def test_endless_recursion_is_an_error(ask):
    transcript = ask("def f(x): return f(x)")
    assert transcript.outcome == "finished"
    assert "RecursionError" in transcript.answers[0].error


GREEDY = """
import os, threading, time

def f(x):
    for _ in range(6):
        if os.fork() == 0:
            while True: pass
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline: pass
    try:
        os.sched_setaffinity(0, range(os.cpu_count()))
    except OSError:
        pass
    else:
        return -1
    return len(os.sched_getaffinity(0))
"""


@pytest.mark.skipif(os.cpu_count() == 1, reason="needs a second processor, for the neighbours")
def test_who_keeps_many_processors_busy_is_confined_to_one(ask):
    """So that an honest neighbour gets its share; and there is no way out."""
    transcript = ask(GREEDY, seconds=20)
    assert transcript.outcome == "finished", transcript
    assert transcript.answers[0].values["output"] == 1
