"""The warm process goes on where the machine has no process left for a child."""

import errno
import os
import signal
import socket
import subprocess
import sys

import pytest

from autograder.sandbox.environment import SETTINGS
from autograder.worker import isolation, zygote


@pytest.mark.parametrize("isolated", [False, True])
def test_a_fork_that_is_refused_is_told_and_nothing_ends(monkeypatch, isolated):
    def refuse():
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr(isolation, "fork_apart", refuse)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        assert zygote._fork(isolated, theirs) < 0
        told = ours.recv(1000)
    assert told.startswith(zygote.REFUSED)
    assert b"temporarily unavailable" in told


def test_processor_time_ends_a_process_by_a_signal_that_says_so():
    script = (
        "from autograder.worker.isolation import limit_resources\n"
        "limit_resources(disk_bytes=1, processes=0, cpu_seconds=1, address_space=0)\n"
        "while True: pass"
    )
    done = subprocess.run([sys.executable, "-c", script], timeout=60, check=False)
    assert done.returncode == -signal.SIGXCPU


PREHEATED = """
import os, time
import numpy as np
from autograder.worker.server import load_libraries
from autograder.worker.preheat import preheat

load_libraries()
preheat()
print(len(os.listdir("/proc/self/task")), flush=True)
if os.fork() == 0:
    import tensorflow as tf
    tf.config.threading.set_intra_op_parallelism_threads(1)
    print(float(tf.function(lambda x: x + 1)(tf.constant(np.float32(1.0)))), flush=True)
    os._exit(0)
os.wait()
"""


def test_preheating_starts_no_thread_which_a_child_would_miss():
    """A child of a process with TensorFlow's threads waits for them forever."""
    done = subprocess.run(
        [sys.executable, "-c", PREHEATED],
        env=os.environ | SETTINGS | {"CUDA_VISIBLE_DEVICES": "-1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.split() == ["1", "2.0"]
