"""Examine this machine: versions, GPU, sandbox, and what to do about each."""

import importlib.metadata
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

PYTHON = ((3, 11), (3, 13))


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at.

    Args:
        good: whether it is as it should be.
        needed: whether nothing works without it.
        remedy: what to type where it is not good.
    """

    what: str
    found: str
    good: bool
    needed: bool = False
    remedy: str = ""


def examine() -> list[Finding]:
    """Every finding; TensorFlow is not started for it."""
    return [*_python(), *_packages(), *_backend(), *_gpu(), *_instructor()]


def _python() -> Iterator[Finding]:
    version = sys.version_info[:2]
    good = PYTHON[0] <= version <= PYTHON[1]
    lowest, highest = (".".join(map(str, bound)) for bound in PYTHON)
    yield Finding(
        what="Python",
        found=".".join(map(str, sys.version_info[:3])),
        good=good,
        needed=True,
        remedy="" if good else f"Install Python {lowest} to {highest}.",
    )


def _version(*names: str) -> str:
    for name in names:
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return ""


def _packages() -> Iterator[Finding]:
    tensorflow = _version("tensorflow", "tensorflow-cpu", "tensorflow-intel", "tensorflow-macos")
    yield _package("tensorflow", tensorflow, bool(tensorflow))
    keras = _version("keras")
    yield _package("keras", keras, keras.partition(".")[0] == "3")
    for name in ("numpy", "scikit-learn", "matplotlib", "ipykernel"):
        yield _package(name, _version(name), bool(_version(name)))


def _package(name: str, version: str, good: bool) -> Finding:
    return Finding(
        what=name,
        found=version or "not installed",
        good=good,
        needed=True,
        remedy="" if good else f"python -m pip install --upgrade {name}",
    )


def _backend() -> Iterator[Finding]:
    backend = os.environ.get("KERAS_BACKEND", "tensorflow")
    if backend != "tensorflow":
        remedy = "Unset KERAS_BACKEND, or set it to tensorflow."
        yield Finding(what="Keras backend", found=backend, good=False, needed=True, remedy=remedy)


def _gpu() -> Iterator[Finding]:
    devices = sorted(path.name for path in Path("/dev").glob("nvidia[0-9]*"))
    found = ", ".join(devices) or "none; everything works on the CPU"
    yield Finding(what="GPU", found=found, good=True)


def _instructor() -> Iterator[Finding]:
    if importlib.util.find_spec("nbgrader") is None:
        return
    yield Finding(what="nbgrader", found=_version("nbgrader"), good=True)
    alembic = shutil.which("alembic")
    yield Finding(
        what="alembic on PATH",
        found=alembic or "not found",
        good=alembic is not None,
        remedy="" if alembic else "Activate the environment: nbgrader calls alembic from PATH.",
    )
    yield from _sandbox()


def _sandbox() -> Iterator[Finding]:
    from autograder.sandbox.bubblewrap import sandbox_status
    from autograder.sandbox.capabilities import enforced_limits

    status = sandbox_status()
    yield Finding(
        what="sandbox",
        found="works" if status.available else status.reason,
        good=status.available,
        remedy=status.remedy,
    )
    for limit, how in enforced_limits().items():
        yield Finding(what=f"limit on {limit}", found=how, good=not how.startswith("not "))
