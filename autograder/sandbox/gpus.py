"""The GPUs of this machine, as NVIDIA's driver lists them."""

import subprocess
from typing import NamedTuple

_QUERY = ["nvidia-smi", "--query-gpu=index,name,memory.total", "--format=csv,noheader,nounits"]
_QUERY_SECONDS = 60


class Gpu(NamedTuple):
    """A GPU of this machine, as its driver lists it."""

    number: int
    name: str
    memory_bytes: int


def find_gpus() -> list[Gpu]:
    """The GPUs that NVIDIA's driver lists; none where there is no driver."""
    try:
        asked = subprocess.run(
            _QUERY, capture_output=True, text=True, timeout=_QUERY_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return []
    rows = [line.split(", ") for line in asked.stdout.splitlines()]
    return [Gpu(int(row[0]), row[1], int(row[2]) * 1024**2) for row in rows if len(row) == 3]


def device_name(device: str) -> str:
    """What a result says about the device: the GPUs' names, and nothing for the CPU."""
    if device != "gpu":
        return ""
    return ", ".join(dict.fromkeys(gpu.name for gpu in find_gpus()))
