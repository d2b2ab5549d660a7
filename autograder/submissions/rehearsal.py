"""Read a file as grading does, in a process with limits; see ``trial.py``.

It has read nothing of the file until the limits hold. It ends with 0 where all went well.
"""

import contextlib
import math
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.submissions.dependencies import cells_for, unparsable_reason
from autograder.submissions.forbidden import find_forbidden
from autograder.submissions.names import defined_names
from autograder.submissions.read import SourceCell, Submission, parse_submission
from autograder.submissions.shipped_data import shipped_data
from autograder.submissions.syntax import parse

MAX_SECONDS = 2
MAX_MEMORY_BYTES = 768 * 1024**2
MORE_MEMORY_BYTES = 1024**3
"""Where the kernel refuses more; enough that who is refused has had ``MAX_MEMORY_BYTES``."""

TARGET = "all_that_the_submission_defines"


def main(suffix: str) -> None:
    """Read the file on standard input; the exit status tells whether that stayed in its limits."""
    import IPython.core.inputtransformer2  # noqa: F401  # loading it is no work of the file's

    _limit()
    rehearse(sys.stdin.buffer.read(), suffix)
    sys.exit(_memory_bytes("VmHWM") > MAX_MEMORY_BYTES)


def rehearse(data: bytes, suffix: str) -> None:
    """All that is done with a submission's text, for a question that needs all of it.

    What can't be read, the grader will say itself.
    """
    with contextlib.suppress(SubmissionError):
        submission = parse_submission(data, suffix, tried=True)
        names = sorted({name for cell in submission.cells for name in _defined(cell)})
        last = SourceCell("", f"{TARGET} = [{', '.join(names)}]")
        asked = Submission((*submission.cells, last), submission.sha256)
        cells = cells_for(asked, TARGET)
        find_forbidden(cells, ("no.such.name",), TARGET)
        shipped_data(cells)
        unparsable_reason(submission, TARGET)


def _defined(cell: SourceCell) -> Iterator[str]:
    if cell.syntax_error is None:
        with contextlib.suppress(RecursionError, MemoryError):
            for statement in parse(cell.source):
                yield from defined_names(statement)


def _limit() -> None:
    """Processor time and memory; Windows has neither limit, and macOS the first alone."""
    try:
        import resource
    except ImportError:
        return
    seconds = math.ceil(time.process_time() + MAX_SECONDS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    mapped = _memory_bytes("VmSize")
    if mapped:
        most = mapped + MORE_MEMORY_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _memory_bytes(field: str) -> int:
    """What the kernel says of this process: ``VmSize``, or ``VmHWM`` for the most it ever held.

    The reader takes an error of memory for one of nesting and goes on, so the peak has to tell;
    that of ``getrusage`` has the grader's in it. 0 where the system does not say.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = re.search(rf"^{field}:\s*(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
