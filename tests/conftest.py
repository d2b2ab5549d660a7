"""What all tests share: the course's root, and one sandboxed worker for each test process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox.select import make_worker
from autograder.sandbox.transcript import Limits, Worker

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    made = make_worker(sandboxed=True, limits=Limits())
    yield made
    made.close()
