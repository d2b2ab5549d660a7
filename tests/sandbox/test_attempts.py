"""What a machine refuses for a moment is tried again; at last it's an error, and nothing leaks."""

import errno
import os
import subprocess
import tempfile

import numpy as np
import pytest

from autograder.errors import SandboxError
from autograder.grading.descriptors import is_out_of_files
from autograder.sandbox import cold, launch, warm
from autograder.sandbox.bubblewrap import sandbox_status
from autograder.sandbox.local import LocalWorker

from .conftest import open_files

HONEST = "def f(x): return 2 * x"
MODULES = {warm.WarmWorker: warm, cold.ColdWorker: launch, LocalWorker: launch}
"""Where each kind of worker makes its command line."""


@pytest.fixture(params=[warm.WarmWorker, cold.ColdWorker], ids=["warm", "cold"])
def kind(request, monkeypatch):
    monkeypatch.setattr(warm, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(cold, "PAUSE_SECONDS", 0.01)
    return request.param


@pytest.fixture
def refuse(monkeypatch):
    """Have the machine refuse so many processes, for a reason."""
    original = subprocess.Popen

    def refuse(times, number=errno.EAGAIN):
        left = [OSError(number, os.strerror(number)) for _ in range(times)]

        def popen(*arguments, **options):
            if left:
                raise left.pop()
            return original(*arguments, **options)

        monkeypatch.setattr(subprocess, "Popen", popen)
        return left

    return refuse


def assert_doubles(worker, make_request):
    try:
        transcript = worker.ask(make_request(HONEST))
    finally:
        worker.close()
    assert transcript.outcome == "finished", transcript
    np.testing.assert_array_equal(transcript.answers[0].values["output"], [0.0, 2.0, 4.0])


@pytest.mark.parametrize("number", [errno.EAGAIN, errno.ENOMEM])
def test_a_process_that_is_refused_twice_is_asked_for_again(
    kind, refuse, make_request, small_limits, number
):
    left = refuse(2, number)
    assert_doubles(kind(small_limits, sandboxed=False), make_request)
    assert not left


def test_a_process_that_does_not_come_up_is_started_again(
    kind, monkeypatch, make_request, small_limits
):
    module = MODULES[kind]
    original, broken = module.command, [["/usr/bin/env", "no-such-program"]]
    monkeypatch.setattr(module, "command", lambda mode: broken.pop() if broken else original(mode))
    assert_doubles(kind(small_limits, sandboxed=False), make_request)
    assert not broken


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


@pytest.mark.parametrize("sandboxed", [True, False], ids=["sandboxed", "open"])
def test_a_machine_without_processes_ends_with_the_remedy_and_nothing_stays_open(
    kind, sandboxed, refuse, make_request, small_limits, folder
):
    if sandboxed and not sandbox_status().available:
        pytest.skip(sandbox_status().reason)
    worker = kind(small_limits, sandboxed=sandboxed)
    before = open_files()
    refuse(100)
    with pytest.raises(SandboxError, match=r"starts no process.*fewer --jobs.*graded stays"):
        worker.ask(make_request(HONEST))
    assert open_files() <= before
    assert list(folder.iterdir()) == []


def test_who_is_out_of_files_is_not_told_to_free_processes(
    kind, refuse, make_request, small_limits, folder
):
    worker = kind(small_limits, sandboxed=False)
    before = open_files()
    left = refuse(100, errno.EMFILE)
    with pytest.raises(OSError, match="Too many open files") as raised:
        worker.ask(make_request(HONEST))
    assert is_out_of_files(raised.value)
    assert len(left) == 99  # at once
    assert open_files() <= before
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("kind", MODULES)
def test_what_a_process_wrote_that_does_not_come_up_is_told_and_nothing_stays_open(
    kind, monkeypatch, make_request, small_limits, folder
):
    for module in (warm, cold):
        monkeypatch.setattr(module, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(MODULES[kind], "command", lambda _: ["/usr/bin/env", "no-such-program"])
    options = {} if kind is LocalWorker else {"sandboxed": False}
    worker = kind(small_limits, **options)
    before = open_files()
    with pytest.raises(SandboxError, match=r"did not start. Free memory.*no-such-program"):
        worker.ask(make_request(HONEST))
    assert open_files() <= before
    assert list(folder.iterdir()) == []
