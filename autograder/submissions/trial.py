"""What is unusually large is read in a process of its own first.

Python's compiler holds the interpreter's lock, so that nothing else of the grader's goes on, and
there are texts for which it takes time or memory that grows with the square of their length. What
is no larger than any assignment is read at once; there it takes milliseconds. The rest is first
read by a child with limits (``rehearsal.py``), and refused unless that ends well. Nobody has to
know all such texts.
"""

import subprocess
import sys
from collections.abc import Iterable

from autograder.errors import SubmissionError

# The released notebooks have at most 34 KB of code, 2 KB in a cell, and 4 000 JSON values.
USUAL_CELL_CHARACTERS = 4 * 1024
USUAL_CODE_CHARACTERS = 64 * 1024
USUAL_CELLS = 500
USUAL_SCRIPT_BYTES = 256 * 1024
USUAL_JSON_VALUES = 300_000

# The child's own limit is 2 seconds of a processor, which it may share with a busy class.
MAX_WALL_SECONDS = 60.0
_CHILD = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from autograder.submissions.rehearsal import main; main(sys.argv[1])"
)


def is_unusual_file(data: bytes, suffix: str) -> bool:
    """Whether even splitting a file into cells may take long; large outputs do not count."""
    if suffix.lower() == ".py":
        return len(data) > USUAL_SCRIPT_BYTES
    return sum(data.count(sign) for sign in (b",", b"[", b"{")) > USUAL_JSON_VALUES


def is_unusual_code(sources: Iterable[str]) -> bool:
    """Whether cells are more than an assignment has."""
    characters = cells = 0
    for source in sources:
        size = len(source)
        if size > USUAL_CELL_CHARACTERS:
            return True
        characters += size
        cells += 1
    return characters > USUAL_CODE_CHARACTERS or cells > USUAL_CELLS


def require_quick(data: bytes, suffix: str, shown: str) -> None:
    """Have a child do all that grading does with a file's text.

    Args:
        data: the file's content.
        suffix: ``".ipynb"`` or ``".py"``.
        shown: the file's name, for the message.

    Raises:
        SubmissionError: the child took longer, or more memory, than any assignment does.
    """
    command = [sys.executable, "-I", "-c", _CHILD, suffix, *filter(None, sys.path)]
    try:
        ended = subprocess.run(
            command,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=MAX_WALL_SECONDS,
            start_new_session=True,  # the terminal's Ctrl-C is for the grader, which ends it
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        ended = 1
    except OSError as error:
        raise SubmissionError(
            f"{shown} is unusually large, and the process that reads such a file first would not "
            f"start: {error.strerror}. Grade it again."
        ) from error
    if ended != 0:
        raise SubmissionError(
            f"{shown} takes longer to read, or more memory, than any assignment. Expected an "
            "assignment's worth of code. Load data from a file instead of pasting it."
        )
