"""One warm worker with small limits for all tests, and a short way to ask it."""

import contextlib
import gc
import os
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.bubblewrap import sandbox_status
from autograder.sandbox.transcript import Limits, Transcript, Worker
from autograder.sandbox.warm import WarmWorker
from autograder.worker.protocol import Call, Cell, Request

PROBES = """
def echo(answer, x):
    return {"output": answer(x)}
"""
SMALL_LIMITS = Limits(
    memory_bytes=1024**3,
    processes=64,
    load_seconds=10.0,
    output_bytes=1024**2,
    reply_bytes=8 * 1024**2,
    disk_bytes=16 * 1024**2,
)

MakeRequest = Callable[..., Request]
Ask = Callable[..., Transcript]


def open_files() -> set[tuple[str, str]]:
    """What this process has open; garbage of earlier tests is closed before."""
    gc.collect()
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # the listing itself
            found.add((link.name, os.readlink(link)))
    return found


@pytest.fixture(scope="session")
def make_request() -> MakeRequest:
    def make(source: str, *, calls: int = 1, seconds: float = 10.0, **options: Any) -> Request:
        cells = (Cell("cell 1", textwrap.dedent(source)),)
        call = Call("echo", {"x": np.arange(3.0)}, seconds)
        options = {"id": "the id", "target": "f", "probes": PROBES} | options
        return Request(cells=cells, calls=(call,) * calls, **options)

    return make


@pytest.fixture(scope="session")
def small_limits() -> Limits:
    return SMALL_LIMITS


@pytest.fixture(scope="session")
def warm_worker() -> Iterator[WarmWorker]:
    status = sandbox_status()
    if not status.available:
        pytest.skip(status.reason)
    worker = WarmWorker(SMALL_LIMITS)
    yield worker
    worker.close()


@pytest.fixture
def ask(warm_worker: Worker, make_request: MakeRequest) -> Ask:
    """Ask the warm worker: the submission's source, then the options of ``make_request``."""
    return lambda source, **options: warm_worker.ask(make_request(source, **options))
