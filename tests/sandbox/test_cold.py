"""A cold worker answers in a fresh process, sandboxed or not, within the same limits."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import psutil
import pytest

from autograder.errors import SandboxError
from autograder.sandbox import launch, process_tree
from autograder.sandbox.bubblewrap import sandbox_status
from autograder.sandbox.cold import ColdWorker

from .conftest import open_files

HONEST = "def f(x): return 2 * x"


@pytest.fixture(params=[True, False], ids=["sandboxed", "open"])
def worker(request, small_limits):
    if request.param and not sandbox_status().available:
        pytest.skip(sandbox_status().reason)
    return ColdWorker(small_limits, sandboxed=request.param)


def children(since):
    """Those of this process, and theirs, that were started since; the kernel counts seconds."""
    found = psutil.Process().children(recursive=True)
    return [each for each in found if each.create_time() > since - 1]


def test_answers_and_leaves_nothing_behind(worker, make_request):
    since, before = time.time(), open_files()
    source = "import keras\nprint('said')\ndef f(x): return keras.ops.add(x, x)"
    transcript = worker.ask(make_request(source))
    assert transcript.outcome == "finished", transcript
    np.testing.assert_array_equal(transcript.answers[0].values["output"], [0.0, 2.0, 4.0])
    # TensorFlow built for GPUs says first that it found none.
    assert transcript.output.split()[-1] == "said"
    assert open_files() <= before
    assert children(since) == []


def test_a_hang_is_timed_out_and_its_children_end(worker, make_request):
    since = time.time()
    source = "import os, time\ndef f(x):\n    os.fork(); time.sleep(60)"
    assert worker.ask(make_request(source, seconds=0.7)).outcome == "timed_out"
    assert children(since) == []


@pytest.mark.parametrize("ready", [False, True], ids=["starting", "running"])
def test_closing_ends_what_starts_or_runs(worker, make_request, ready):
    others = set(psutil.Process().children(recursive=True))
    with ThreadPoolExecutor() as executor:
        asked = executor.submit(worker.ask, make_request("import time\ntime.sleep(60)"))
        while [hasattr(process, "tree") for process in worker._processes] != [ready]:
            time.sleep(0.05)
        started = set(psutil.Process().children(recursive=True)) - others
        worker.close()
        with pytest.raises(SandboxError, match="closed"):
            asked.result(3)
    assert started
    _, alive = psutil.wait_procs(started, timeout=5)
    assert alive == []
    with pytest.raises(SandboxError, match="closed"):
        worker.ask(make_request(HONEST))


@pytest.mark.skipif(os.cpu_count() == 1, reason="needs a second processor")
@pytest.mark.parametrize("gpu", [False, True])
def test_with_a_gpu_nobody_is_confined_to_one_processor(
    make_request, small_limits, monkeypatch, gpu
):
    monkeypatch.setattr(process_tree, "MOST_RUNNING", -1)  # anybody is busy enough
    source = (
        "import os, time\ndef f(x):\n    time.sleep(2)\n    return len(os.sched_getaffinity(0))"
    )
    transcript = ColdWorker(small_limits, sandboxed=False, gpu=gpu).ask(make_request(source))
    left = transcript.answers[0].values["output"]
    assert left == (len(os.sched_getaffinity(0)) if gpu else 1), transcript


def test_a_crash_names_its_signal(worker, make_request):
    transcript = worker.ask(make_request("import ctypes\ndef f(x): ctypes.string_at(0)"))
    assert transcript.outcome == "crashed"
    assert "SIGSEGV" in transcript.detail


def test_the_sandbox_hides_the_repository_and_drops_rights(make_request, small_limits):
    if not sandbox_status().available:
        pytest.skip(sandbox_status().reason)
    source = f"""
    import ctypes, os
    def f(x):
        seen = os.path.exists({__file__!r})
        return [float(seen), float(os.getuid()), float(ctypes.CDLL(None).prctl(39, 0, 0, 0, 0))]
    """
    transcript = ColdWorker(small_limits).ask(make_request(source))
    assert transcript.answers[0].values["output"].tolist() == [0.0, 65534.0, 1.0]


def test_the_sandboxs_own_process_has_nothing_of_the_graders_environment(
    make_request, small_limits, monkeypatch
):
    if not sandbox_status().available:
        pytest.skip(sandbox_status().reason)
    monkeypatch.setenv("GRADER_TOKEN", "secret-of-the-grader")
    source = """
    def f(x):
        with open("/proc/1/environ", "rb") as file: return file.read().decode()
    """
    answer = ColdWorker(small_limits).ask(make_request(source)).answers[0]
    assert "secret-of-the-grader" not in str(answer)
    assert "PATH=" in str(answer) or "PermissionError" in str(answer)


def test_where_no_descriptor_is_inherited_the_worker_calls_back(
    make_request, small_limits, monkeypatch
):
    monkeypatch.setattr(launch, "INHERITS", False)
    transcript = ColdWorker(small_limits, sandboxed=False).ask(make_request(HONEST))
    assert transcript.outcome == "finished", transcript
    np.testing.assert_array_equal(transcript.answers[0].values["output"], [0.0, 2.0, 4.0])
