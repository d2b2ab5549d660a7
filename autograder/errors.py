"""Errors that a user sees.

AutograderError              everything below; the command line prints it without a traceback
├── UsageError               the command asks for something that does not exist
├── SubmissionError          a submission can't be read
├── AuthoringError           questions.py, probes.py or a mutant is wrong
├── SandboxError             no sandbox on this machine, or it would not start
├── DatasetError             a data set is not the one that the datasheet describes
└── ProtocolError            a worker sent something that is not an answer
"""


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


class ProtocolError(AutograderError):
    """A worker sent bytes that are no well-formed answer to what was asked."""


class DatasetError(AutograderError):
    """A data set is missing or differs from its datasheet."""
