"""Where the commands print, and what several of them share."""

import os

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

DEVICES = ["cpu", "gpu"]

console = Console()
errors = Console(stderr=True)


def default_jobs() -> int:
    """One job more than there are processors for this process: one waits while another computes."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) + 1
    return (os.cpu_count() or 1) + 1


def progress_bar() -> Progress:
    """A bar with the count, the time used and the time left."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
        console=errors,
    )
