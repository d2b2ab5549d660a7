"""Examine this machine: versions, GPU, sandbox, and what to do about each."""

import importlib.metadata
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from packaging.requirements import Requirement

DISTRIBUTION = "deep-learning-course-autograder"
CONFIG = "keras.json"
START_SECONDS = 180
PYTHON = ((3, 11), (3, 13))
SAME = {"tensorflow": ("tensorflow", "tensorflow-cpu", "tensorflow-intel", "tensorflow-macos")}
"""Distributions that hold the same package."""


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
    """Every finding. Keras and TensorFlow are started in another process, if at all."""
    return [
        *_python(),
        *_packages(),
        *_backend(),
        *_start(),
        *_recordings(),
        *_gpu(),
        *_instructor(),
    ]


def _python() -> Iterator[Finding]:
    version = sys.version_info[:2]
    good = PYTHON[0] <= version <= PYTHON[1]
    lowest, highest = (".".join(map(str, bound)) for bound in PYTHON)
    yield Finding(
        what="Python",
        found=".".join(map(str, sys.version_info[:3])),
        good=good,
        needed=True,
        remedy=""
        if good
        else f"Install Python {lowest} to {highest} from python.org, then type: "
        f"python{highest} -m venv .venv",
    )


def _packages() -> Iterator[Finding]:
    """Each package that the autograder asks for, with the versions that it asks for."""
    try:
        from packaging.requirements import Requirement

        wanted = [Requirement(each) for each in importlib.metadata.requires(DISTRIBUTION) or ()]
    except ImportError:  # PackageNotFoundError is one too
        yield Finding(
            what=DISTRIBUTION,
            found="not installed",
            good=False,
            needed=True,
            remedy="python -m pip install -r requirements.txt",
        )
        return
    for each in wanted:
        if each.marker is None or each.marker.evaluate({"extra": ""}):
            yield _package(each)


def _package(wanted: "Requirement") -> Finding:
    version = _version(*SAME.get(wanted.name, (wanted.name,)))
    good = bool(version) and wanted.specifier.contains(version, prereleases=True)
    return Finding(
        what=wanted.name,
        found=version or "not installed",
        good=good,
        needed=True,
        remedy="" if good else f'python -m pip install "{wanted.name}{wanted.specifier}"',
    )


def _version(*names: str) -> str:
    for name in names:
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return ""


def _backend() -> Iterator[Finding]:
    """What Keras will compute with: the variable counts more than the file."""
    legacy = os.environ.get("TF_USE_LEGACY_KERAS", "0")
    if legacy not in ("", "0", "false", "False"):
        yield _wrong("Keras", f"2, by TF_USE_LEGACY_KERAS={legacy}", _unset("TF_USE_LEGACY_KERAS"))
    variable = os.environ.get("KERAS_BACKEND", "")
    if variable:
        if variable != "tensorflow":
            found = f"{variable}, by KERAS_BACKEND"
            yield _wrong("Keras backend", found, _unset("KERAS_BACKEND"))
        return
    home = os.environ.get("KERAS_HOME")
    path = Path(home).expanduser() / CONFIG if home else Path.home() / ".keras" / CONFIG
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    backend = stored.get("backend", "tensorflow") if isinstance(stored, dict) else "tensorflow"
    if backend != "tensorflow":
        remedy = f'Write "backend": "tensorflow" into {path}, or type: {_set_backend()}'
        yield _wrong("Keras backend", f"{backend}, by {path}", remedy)


def _wrong(what: str, found: str, remedy: str) -> Finding:
    return Finding(what=what, found=found, good=False, needed=True, remedy=remedy)


def _unset(variable: str) -> str:
    if sys.platform == "win32":
        return f"Remove-Item Env:{variable}"
    return f"unset {variable}"


def _set_backend() -> str:
    if sys.platform == "win32":
        return '$env:KERAS_BACKEND = "tensorflow"'
    return "export KERAS_BACKEND=tensorflow"


def _start() -> Iterator[Finding]:
    """Whether TensorFlow and Keras can be imported: installed is not yet working."""
    if not (importlib.util.find_spec("tensorflow") and importlib.util.find_spec("keras")):
        return
    environment = os.environ | {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3"}
    try:
        done = subprocess.run(
            [sys.executable, "-c", "import tensorflow, keras"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            check=False,
        )
        problem = "" if done.returncode == 0 else (done.stderr.strip() or "it crashed")
    except (OSError, subprocess.SubprocessError) as error:
        problem = str(error)
    remedy = "python -m pip install --force-reinstall -r requirements.txt"
    yield Finding(
        what="TensorFlow starts",
        found=problem.splitlines()[-1][:200] if problem else "yes",
        good=not problem,
        needed=True,
        remedy=remedy if problem else "",
    )


def _recordings() -> Iterator[Finding]:
    """Whether the assignments here fit this autograder."""
    try:
        from autograder.errors import UsageError
        from autograder.student.workspace import all_workspaces
    except ImportError:  # named among the packages
        return
    for workspace in all_workspaces():
        try:
            workspace.recording  # noqa: B018 - reading it is the question
        except UsageError as error:
            found, name = str(error), workspace.folder.name
            remedy = "python -m pip install --upgrade -r requirements.txt"
            yield _wrong(name, found, remedy if "version" in found else "Copy checks.npz again.")


def _gpu() -> Iterator[Finding]:
    from autograder.sandbox.gpus import find_gpus

    names = [f"{gpu.name}, {gpu.memory}" for gpu in find_gpus()]
    found = "; ".join(names) or "none; everything works on the CPU"
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
    from autograder.sandbox.capabilities import NOT_LIMITED, enforced_limits
    from autograder.sandbox.devices import num_slots
    from autograder.sandbox.gpus import find_gpus
    from autograder.sandbox.transcript import Limits

    status = sandbox_status()
    yield Finding(
        what="sandbox",
        found="works" if status.available else status.reason,
        good=status.available,
        remedy=status.remedy,
    )
    limits = enforced_limits()
    for limit, how in limits.items():
        yield Finding(what=f"limit on {limit}", found=how, good=how != NOT_LIMITED)
    gpus = find_gpus()
    for gpu in gpus:
        yield Finding(
            what=f"slots of GPU {gpu.number}", found=str(num_slots(gpu, Limits())), good=True
        )
    for limit, how in enforced_limits(gpu=True).items() if gpus else ():
        if how != limits.get(limit):
            yield Finding(
                what=f"limit on {limit} with --device gpu", found=how, good=how != NOT_LIMITED
            )
