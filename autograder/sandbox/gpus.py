"""The GPUs of this machine, as NVIDIA's driver lists them."""

import os
import subprocess
from collections.abc import Iterator
from typing import NamedTuple

_FIELDS = "index,uuid,name,memory.total"
_QUERY = ["nvidia-smi", f"--query-gpu={_FIELDS}", "--format=csv,noheader,nounits"]
VISIBLE = "CUDA_VISIBLE_DEVICES"
"""The variable by which CUDA, a scheduler or a person says which GPUs a process may use."""

_QUERY_SECONDS = 60


class Gpu(NamedTuple):
    """A GPU that may be used.

    Args:
        number: by which CUDA and TensorFlow call it, from 0 among those that may be used.
        name: as its driver tells it.
        memory_bytes: all that it has; None where its driver does not tell that.
    """

    number: int
    name: str
    memory_bytes: int | None

    @property
    def memory(self) -> str:
        """Its memory, for a person."""
        return "unknown memory" if self.memory_bytes is None else f"{self.memory_bytes >> 20} MiB"


def find_gpus() -> list[Gpu]:
    """The GPUs that may be used; none where there is no driver.

    All that NVIDIA's driver lists, or those of them that ``CUDA_VISIBLE_DEVICES`` names.
    """
    rows = _listed()
    if VISIBLE in os.environ:
        rows = list(_named(os.environ[VISIBLE], rows))
    return [
        Gpu(number, name, int(memory) * 1024**2 if memory.isdecimal() else None)
        for number, (_, _, name, memory) in enumerate(rows)
    ]


def why_no_gpu() -> str:
    """Why :func:`find_gpus` found none and what to do, to go on with "or …"."""
    rows = _listed()
    if not rows:
        return "`nvidia-smi` lists none. Install NVIDIA's driver if there is one"
    listed = ", ".join(f"{number} ({name})" for number, _, name, _ in rows)
    return (
        f"`nvidia-smi` lists {listed}; {VISIBLE}={os.environ.get(VISIBLE, '')!r} names none of "
        "these. Set it to their numbers, or unset it (slices of a GPU, MIG, can't be used)"
    )


def _listed() -> list[list[str]]:
    """Number, UUID, name and memory of each GPU; none where there is no driver."""
    try:
        asked = subprocess.run(
            _QUERY, capture_output=True, text=True, timeout=_QUERY_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return []
    rows = [line.split(", ") for line in asked.stdout.splitlines()]
    return [row for row in rows if len(row) == len(_FIELDS.split(","))]


def _named(names: str, rows: list[list[str]]) -> Iterator[list[str]]:
    """The rows of the GPUs of these numbers or UUIDs, in that order, up to one that is none."""
    for name in (each.strip() for each in names.split(",")):
        found = [r for r in rows if name and (name == r[0] or r[1].startswith(name))]
        if not found:
            return
        yield found[0]


def device_name(device: str) -> str:
    """What a result says about the device: the GPUs' names, and nothing for the CPU."""
    if device != "gpu":
        return ""
    return ", ".join(dict.fromkeys(gpu.name for gpu in find_gpus()))
