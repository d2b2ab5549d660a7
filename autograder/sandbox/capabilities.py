"""Which limits hold on this machine, and by what: for ``doctor``."""

import os
import sys

from autograder.sandbox.bubblewrap import acts_as_root
from autograder.sandbox.control_group import delegated_group
from autograder.sandbox.process_tree import MOST_RUNNING

NOT_LIMITED = "not limited"


def enforced_limits(sandboxed: bool = True, gpu: bool = False) -> dict[str, str]:
    """What holds each limit here, or that nothing does.

    Args:
        sandboxed: whether submissions run in bubblewrap.
        gpu: whether they run on a GPU.
    """
    by_watch = "the grader, which looks every 50 ms"
    grouped = sandboxed and delegated_group() is not None
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    kernel_counts = sandboxed and sys.platform == "linux" and (not root or acts_as_root())
    return {
        "wall time": "the grader's clock",
        "processor time": NOT_LIMITED if sys.platform == "win32" else "the kernel",
        # CUDA and XLA may have threads of their own, which are no sign of greed.
        "processors": NOT_LIMITED if gpu else _processors(),
        "memory": f"the kernel's control group and {by_watch}" if grouped else by_watch,
        "processes": f"the kernel and {by_watch}" if kernel_counts or grouped else by_watch,
        "output and replies": "the grader, which counts as it reads",
        "disk": "the size of the sandbox's own /tmp" if sandboxed else NOT_LIMITED,
        "network": "none inside the sandbox" if sandboxed else NOT_LIMITED,
        "files": "read-only system and packages" if sandboxed else NOT_LIMITED,
    } | ({"GPU memory": "TensorFlow, but not for code that goes round it"} if gpu else {})


def unenforced_limits(sandboxed: bool, gpu: bool) -> tuple[str, ...]:
    """The limits that nothing holds here: every result names them."""
    held = enforced_limits(sandboxed, gpu)
    return tuple(limit for limit, how in held.items() if how == NOT_LIMITED)


def _processors() -> str:
    if hasattr(os, "sched_setaffinity"):
        return f"the grader, which confines more than {MOST_RUNNING} busy threads to one"
    return NOT_LIMITED
