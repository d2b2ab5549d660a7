"""Control groups: found by trying, and never in the way where none is delegated."""

import os
import subprocess
import sys

import pytest

from autograder.sandbox import control_group
from autograder.sandbox.control_group import ControlGroup, delegated_group

FILL = "import time; block = bytearray(300 * 1024**2); print(len(block)); time.sleep(60)"

needs_group = pytest.mark.skipif(
    delegated_group() is None, reason="no cgroup v2 is delegated to this process"
)


def test_what_is_no_control_group_is_left_alone(monkeypatch, tmp_path):
    monkeypatch.setattr(control_group, "_own_groups", lambda: iter([tmp_path / "none", tmp_path]))
    delegated_group.cache_clear()
    try:
        assert delegated_group() is None
        assert not list(tmp_path.iterdir())
    finally:
        delegated_group.cache_clear()


@needs_group
def test_the_kernel_ends_a_process_over_its_memory():
    group = ControlGroup(delegated_group(), 200 * 1024**2, 64)
    try:
        with subprocess.Popen([sys.executable, "-c", "input();" + FILL], stdin=-1) as process:
            group.add([process.pid])
            process.stdin.write(b"\n")
            process.stdin.close()
            assert process.wait(30) == -9
        assert group.out_of_memory
    finally:
        group.close()


@needs_group
def test_files_in_memory_count_too(tmp_path):
    """What is on a tmpfs is resident in no process; a watch of processes does not see it."""
    code = "import os; input(); open('/dev/shm/fill', 'wb').write(bytes(300 * 1024**2))"
    group = ControlGroup(delegated_group(), 200 * 1024**2, 64)
    try:
        with subprocess.Popen([sys.executable, "-c", code], stdin=-1) as process:
            group.add([process.pid])
            process.stdin.write(b"\n")
            process.stdin.close()
            assert process.wait(30) != 0
        assert group.out_of_memory
    finally:
        group.close()
        if os.path.exists("/dev/shm/fill"):
            os.unlink("/dev/shm/fill")


@needs_group
def test_killing_a_group_ends_all_of_it_and_closing_takes_it_away():
    parent = delegated_group()
    group = ControlGroup(parent, 1 << 30, 64)
    with subprocess.Popen(["sh", "-c", "sleep 60 & sleep 60"]) as process:
        group.add([process.pid])
        group.kill()
        assert process.wait(10) == -9
    group.close()
    assert not list(parent.glob("autograder-*"))


@needs_group
def test_questions_run_in_groups_of_their_own(warm_worker, make_request):
    transcript = warm_worker.ask(make_request("def f(x): return 2 * x"))
    assert transcript.outcome == "finished"
    assert not list(delegated_group().glob("autograder-*"))
