"""A warm worker answers, survives what a submission does, and names it."""

import concurrent.futures
import contextlib
import os
import signal
import statistics
import time

import numpy as np
import psutil
import pytest

from autograder.errors import SandboxError
from autograder.sandbox import warm
from autograder.sandbox.transcript import Limits

from .conftest import open_files

HONEST = "def f(x): return 2 * x"


def assert_doubles(transcript):
    assert transcript.outcome == "finished", transcript
    np.testing.assert_array_equal(transcript.answers[0].values["output"], [0.0, 2.0, 4.0])


def test_answers_come_back_as_arrays_in_order(ask):
    transcript = ask(
        "count = 0\ndef f(x):\n    global count; count += 1\n    return count * x", calls=3
    )
    assert transcript.outcome == "finished"
    assert transcript.found
    assert [transcript.answers[i].values["output"][1] for i in range(3)] == [1.0, 2.0, 3.0]


def test_keras_trains_inside(ask):
    transcript = ask(
        """
        import keras
        def f(x):
            model = keras.Sequential([keras.layers.Dense(1)])
            model.compile("sgd", "mse")
            model.fit(x[:, None], x, epochs=2, verbose=0)
            return model.predict(x[:, None], verbose=0)
        """,
        seconds=30,
    )
    assert transcript.outcome == "finished", transcript
    assert transcript.answers[0].values["output"].shape == (3, 1)
    assert transcript.cpu_seconds > 0


def test_matplotlib_draws_without_a_display(ask):
    transcript = ask(
        """
        import matplotlib.pyplot as plt
        plt.plot([1, 2]); plt.title("$x^2$"); plt.savefig("figure.png"); plt.show()
        def f(x): return 2 * x
        """
    )
    assert transcript.load_errors == ()
    assert_doubles(transcript)


def test_a_cell_may_await_and_its_interrupt_ends_nothing_but_the_cell(ask):
    transcript = ask(
        """
        import asyncio
        await asyncio.sleep(0.01)
        raise KeyboardInterrupt("stop here")
        def f(x): return 2 * x
        """
    )
    assert [error.rpartition("\n")[2] for error in transcript.load_errors] == [
        "KeyboardInterrupt: stop here"
    ]
    assert_doubles(transcript)


def test_a_missing_name_is_reported_as_not_found(ask):
    transcript = ask("g = 1")
    assert (transcript.outcome, transcript.found, transcript.answers) == ("finished", False, {})


def test_a_broken_cell_is_reported_and_the_rest_is_answered(ask):
    transcript = ask("def f(x): return 2 * x\nraise ValueError('oh')")
    assert "ValueError: oh" in transcript.load_errors[0]
    assert_doubles(transcript)


def test_output_is_kept_apart_from_the_answers(ask):
    transcript = ask(
        """
        import os, sys
        print("to stdout"); print("to stderr", file=sys.stderr); os.write(1, b"raw")
        def f(x): print("called"); return 2 * x
        """
    )
    assert_doubles(transcript)
    for text in ("to stdout", "to stderr", "raw", "called"):
        assert text in transcript.output


def test_a_value_that_cannot_be_sent_is_an_error_of_that_call_only(ask):
    transcript = ask("def f(x): return '\\ud800'")
    assert transcript.outcome == "finished"
    assert transcript.answers[0].status == "error"


def test_threads_may_ask_at_once(ask):
    slow = "import time\ndef f(x): time.sleep(1); return 2 * x"
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for future in [pool.submit(ask, slow) for _ in range(4)]:
            assert_doubles(future.result())
    assert time.monotonic() - started < 3.5  # one after the other would take more than 4


def test_the_worker_outlives_the_thread_that_started_it(make_request, small_limits):
    worker = warm.WarmWorker(small_limits)
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        pool.submit(worker.warm_up).result()
    try:
        zygote = worker._zygote
        assert_doubles(worker.ask(make_request(HONEST)))
        assert worker._zygote is zygote
    finally:
        worker.close()


def test_a_killed_warm_process_is_started_again(ask, warm_worker):
    warm_worker.warm_up()
    before = warm_worker._zygote
    for process in psutil.Process(before._process.pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # it has ended with the one above it
            process.send_signal(signal.SIGKILL)
    before._process.wait(10)
    assert_doubles(ask(HONEST))
    assert warm_worker._zygote is not before


def test_closing_leaves_no_process_behind(make_request, small_limits):
    worker = warm.WarmWorker(small_limits)
    worker.warm_up()
    family = psutil.Process(worker._zygote._process.pid)
    family = [family, *family.children(recursive=True)]
    assert len(family) > 1
    worker.close()
    _, alive = psutil.wait_procs(family, timeout=5)
    assert alive == []


def test_closing_ends_a_submission_that_runs(make_request, small_limits):
    worker = warm.WarmWorker(small_limits)
    others = set(psutil.Process().children(recursive=True))
    try:
        worker.warm_up()
        with concurrent.futures.ThreadPoolExecutor() as executor:
            asked = executor.submit(worker.ask, make_request("import time\ntime.sleep(60)"))
            time.sleep(2.0)
            started = set(psutil.Process().children(recursive=True)) - others
            worker.close()
            with pytest.raises(SandboxError, match="closed"):
                asked.result(10)
    finally:
        worker.close()
    assert len(started) >= 3  # bubblewrap, the warm process and the submission's
    _, alive = psutil.wait_procs(started, timeout=5)
    assert alive == []
    with pytest.raises(SandboxError, match="closed"):
        worker.ask(make_request(HONEST))


def test_a_worker_that_cannot_start_says_why(monkeypatch, small_limits):
    monkeypatch.setattr(warm, "command", lambda mode: ["/usr/bin/env", "no-such-program"])
    worker = warm.WarmWorker(small_limits)
    with pytest.raises(SandboxError, match="no-such-program"):
        worker.warm_up()


def test_two_hundred_requests_leak_no_descriptor_and_no_process(ask, warm_worker):
    ask(HONEST)
    process = psutil.Process()
    before, family = open_files(), set(process.children(recursive=True))
    seconds = []
    for number in range(200):
        started = time.monotonic()
        if number % 10:
            assert_doubles(ask(HONEST))
            seconds.append(time.monotonic() - started)
        else:
            assert ask("import os\ndef f(x): os._exit(3)").outcome == "crashed"
    deadline = time.monotonic() + 5
    while open_files() - before or set(process.children(recursive=True)) - family:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    print(f"median of a warm ask: {1000 * statistics.median(seconds):.0f} ms")


def test_without_a_sandbox_requests_are_answered_and_limits_hold(make_request, small_limits):
    worker = warm.WarmWorker(small_limits, sandboxed=False)
    try:
        assert not worker.sandboxed
        assert_doubles(worker.ask(make_request(HONEST)))
        hung = "import os, time\ndef f(x): os.fork(); time.sleep(60)"
        assert worker.ask(make_request(hung, seconds=0.5)).outcome == "timed_out"
        assert_doubles(worker.ask(make_request(HONEST)))
    finally:
        worker.close()


def test_limits_default_to_a_size_that_tensorflow_fits_in():
    assert Limits().memory_bytes >= 1024**3
    assert os.sysconf("SC_PAGE_SIZE") <= 65536


SLOW = "import time\ndef f(x): time.sleep(1); return 2 * x"


@pytest.fixture
def ask_and_kill(ask, warm_worker):
    """Ask something slow, and kill the student's process, or another by it, so many times."""
    warm_worker.warm_up()
    bubblewrap = psutil.Process(warm_worker._zygote._process.pid)
    before = set(bubblewrap.children(recursive=True))

    def kill(whom, times):
        for _ in range(times):
            while not (started := set(bubblewrap.children(recursive=True)) - before):
                time.sleep(0.01)
            time.sleep(0.5)
            (student,) = started
            whom(student).kill()
            psutil.wait_procs([student], timeout=5)

    def ask_and_kill(whom, times=1):
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            killed = pool.submit(kill, whom, times)
            try:
                return ask(SLOW)
            finally:
                killed.result()

    return ask_and_kill


def test_a_submission_is_asked_again_whose_warm_process_was_killed_meanwhile(ask_and_kill):
    assert_doubles(ask_and_kill(psutil.Process.parent))


def test_a_warm_process_that_keeps_ending_is_no_verdict(ask_and_kill, monkeypatch):
    monkeypatch.setattr(warm, "ATTEMPTS", 1)
    with pytest.raises(SandboxError, match=r"kept ending.*fewer --jobs.*graded stays"):
        ask_and_kill(psutil.Process.parent)


def test_a_submission_is_asked_once_more_that_something_else_killed(ask_and_kill):
    """Most often the kernel for want of memory; a submission can't do it to itself."""
    assert_doubles(ask_and_kill(lambda student: student))


def test_a_submission_that_is_killed_each_time_is_told_so(ask_and_kill):
    transcript = ask_and_kill(lambda student: student, times=2)
    assert transcript.outcome == "crashed"
    assert "SIGKILL" in transcript.detail


def test_a_submission_cannot_kill_itself_to_be_asked_again(ask):
    transcript = ask("import os, signal\ndef f(x): os.kill(os.getpid(), 9); return 2 * x")
    assert_doubles(transcript)


def test_where_the_kernel_tells_no_process_number_the_worker_does_not_warm_up(
    warm_worker, monkeypatch
):
    monkeypatch.setattr(warm.socket, "SCM_CREDENTIALS", -1)
    with pytest.raises(SandboxError, match=r"did not tell the number.*another machine"):
        warm_worker.warm_up()


def test_a_child_that_does_not_come_up_in_time_is_told_with_the_remedy(warm_worker, monkeypatch):
    warm_worker.warm_up()
    monkeypatch.setattr(warm, "_HELLO_SECONDS", 1e-6)
    with pytest.raises(SandboxError, match=r"within 1e-06 s. Free memory.*fewer --jobs"):
        warm_worker.warm_up()


@pytest.fixture
def refusals(monkeypatch):
    """Two namespaces that the machine refuses."""
    refusals = [warm.RefusedError("no process left")] * 2
    original = warm.Child.await_hello

    def refuse(child):
        if refusals:
            original(child)
            raise refusals.pop()
        original(child)

    monkeypatch.setattr(warm.Child, "await_hello", refuse)
    monkeypatch.setattr(warm, "PAUSE_SECONDS", 0.01)
    return refusals


def test_a_machine_without_processes_left_is_asked_again(refusals, ask):
    assert_doubles(ask(HONEST))
    assert not refusals


def test_one_that_is_full_when_a_run_begins_gets_a_warm_process_too(refusals, warm_worker):
    warm_worker.warm_up()
    assert not refusals
