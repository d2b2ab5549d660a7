"""How a worker process is started: its interpreter, its environment, where its package is."""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import autograder.worker

WORKER_PACKAGE = Path(autograder.worker.__file__).resolve().parent

SETTINGS = {
    "KERAS_BACKEND": "tensorflow",
    "MPLBACKEND": "Agg",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "TF_FORCE_GPU_ALLOW_GROWTH": "true",
    # As nvidia-smi numbers them; otherwise the fastest GPU is number 0.
    "CUDA_DEVICE_ORDER": "PCI_BUS_ID",
    # oneDNN compiles a kernel for every new shape: more than a small model takes to train, in
    # each new process; and its sums depend on the processor.
    "TF_ENABLE_ONEDNN_OPTS": "0",
    # One thread each: results don't depend on the machine, and a fork stays cheap.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONIOENCODING": "utf-8",
}

_NEEDED = ("PATH", "LD_LIBRARY_PATH")


def command(mode: Sequence[str]) -> list[str]:
    """The command line of a worker; ``-P`` keeps the current directory off the path."""
    return [sys.executable, "-P", "-s", "-m", "autograder.worker", *mode]


def temporary_folder() -> "tempfile.TemporaryDirectory[str]":
    """Where a worker outside a sandbox may leave files; they go when it does.

    A worker is killed rather than ended, so what a library removes at exit would stay: the code
    that TensorFlow writes for each traced function, for one.
    """
    return tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True)


def closed_environment() -> dict[str, str]:
    """The environment of bubblewrap itself, which can be read from inside where /proc can."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ}


def open_environment(gpu: bool, temporary: str) -> dict[str, str]:
    """The environment of a worker outside a sandbox: that of its user, and our settings.

    Args:
        gpu: whether a GPU may be used.
        temporary: the folder for temporary files.
    """
    search_path = [str(WORKER_PACKAGE.parent.parent), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, **SETTINGS}
    environment |= dict.fromkeys(["TMPDIR", "TEMP", "TMP"], temporary)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, search_path))
    if not gpu:
        environment["CUDA_VISIBLE_DEVICES"] = "-1"
    return environment
