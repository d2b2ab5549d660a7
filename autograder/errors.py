"""Errors that a user sees.

AutograderError              everything below; the command line prints it without a traceback
├── UsageError               the command asks for something that does not exist
├── SubmissionError          a submission can't be read
├── AuthoringError           questions.py, probes.py or a mutant is wrong
├── SandboxError             no sandbox on this machine, or it would not start
└── DatasetError             a data set is not the one that the datasheet describes
"""

import difflib


class AutograderError(Exception):
    """Something went wrong that the person at the keyboard can mend.

    The message says what happened, what was expected and what to do.
    """


class UsageError(AutograderError):
    """The command or call names something that does not exist."""


class SubmissionError(AutograderError):
    """A submission can't be read."""


class AuthoringError(AutograderError):
    """The material of an assignment contradicts itself."""


class SandboxError(AutograderError):
    """No sandbox can be had, or it failed to start."""


class DatasetError(AutograderError):
    """A data set is missing or differs from its datasheet."""


def require_known(kind: str, name: str, known: list[str]) -> None:
    """Raise :class:`UsageError` with the nearest known name unless ``name`` is one."""
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    near = near or [other for other in known if name and name.lower() in other.lower()][:1]
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise UsageError(f"Unknown {kind} {name!r}.{guess} Known: {', '.join(known) or 'none'}.")
