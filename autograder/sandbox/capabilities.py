"""Which limits hold on this machine, and by what: for ``doctor``."""

import os
import sys

from autograder.sandbox.bubblewrap import acts_as_root


def enforced_limits(sandboxed: bool = True) -> dict[str, str]:
    """What holds each limit here, or that nothing does.

    Args:
        sandboxed: whether submissions run in bubblewrap.
    """
    by_watch = "the grader, which looks every 50 ms"
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    kernel_counts = sandboxed and sys.platform == "linux" and (not root or acts_as_root())
    return {
        "wall time": "the grader's clock",
        "processor time": "not limited" if sys.platform == "win32" else "the kernel",
        "memory": by_watch,
        "processes": f"the kernel and {by_watch}" if kernel_counts else by_watch,
        "output and replies": "the grader, which counts as it reads",
        "disk": "the size of the sandbox's own /tmp" if sandboxed else "not limited",
        "network": "none inside the sandbox" if sandboxed else "not limited",
        "files": "read-only system and packages" if sandboxed else "not limited",
    }
