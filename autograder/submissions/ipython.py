"""Translate IPython's syntax (``%magic``, ``!command``, ``help?``) into Python.

What remains of a magic is a call of ``get_ipython()``, which the worker answers with an
object that does nothing. Magics that run their cell as Python keep that Python.
"""

import ast
import re
import unicodedata
from collections.abc import Iterable

from autograder.submissions.converted import with_code_of_magics
from autograder.submissions.syntax import quiet_parser

MAX_MAGIC_WORK = 400_000
"""Characters that IPython may read to translate one submission; each takes up to 4 µs."""

LONG_LINE = 100
"""Characters; some of the patterns used take the square of a line's length."""

MAX_MARKS = 30
"""Combining marks in a row, as Unicode's Stream-Safe Text Format allows (UAX #15).

Python normalises names, in time that grows with the square of a row of marks.
"""

_RUN_THEIR_CELL = ("time", "capture", "prun", "memit", "debug")
_RUNS_ITS_CELL = re.compile(rf"\A(?:\s*%%(?:{'|'.join(_RUN_THEIR_CELL)})\b[^\n]*)+")
_RUNS_ITS_LINE = re.compile(r"^([ \t]*)%time[ \t]+", re.MULTILINE)
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_DEFINITION = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]", re.MULTILINE)


class BudgetSpentError(Exception):
    """IPython would have to read more of a submission than it may."""


class MagicBudget:
    """How much IPython may still read to translate one submission.

    It reads a whole cell again for each magic, so thousands would occupy the grader for minutes.
    """

    def __init__(self) -> None:
        self.work = MAX_MAGIC_WORK

    def spend(self, lines: Iterable[str]) -> None:
        """Take one reading of these lines off, or raise where that is more than is left."""
        work = sum(len(line) * (1 + len(line) // LONG_LINE) for line in lines)
        if work > self.work:
            raise BudgetSpentError
        self.work -= work


def to_python(source: str, budget: MagicBudget) -> str:
    """The source itself where it is Python, else its translation; line numbers stay."""
    if _has_long_row_of_marks(source):
        return source
    if compile_error(source) is None:
        before, source = source, with_code_of_magics(source, _RUN_THEIR_CELL)
        if source == before or compile_error(source) is None:
            return source
    from autograder.submissions.metered import MeteredTransformer  # loading IPython takes long

    plain = _RUNS_ITS_CELL.sub(lambda magics: "\n" * magics[0].count("\n"), source)
    plain = _RUNS_ITS_LINE.sub(r"\1", plain)
    blank_lines = plain[: len(plain) - len(plain.lstrip())].count("\n")
    try:
        with quiet_parser():
            translated = MeteredTransformer(budget).transform_cell(plain)
    except Exception:  # whatever a student's text provokes, it stays broken
        return source
    return "\n" * blank_lines + translated


def not_run_error(source: str) -> str | None:
    """Why what a cell defines is not there: below ``%%script`` it is no Python. Or None."""
    magic = _CELL_MAGIC.match(source)
    if magic is None or magic[1] in _RUN_THEIR_CELL or not _DEFINITION.search(source):
        return None
    line = source.count("\n", 0, magic.start(1)) + 1
    return f"line {line}: nothing below %%{magic[1]} is run when it is graded; delete that line"


def compile_error(source: str) -> str | None:
    """Why Python can't compile a cell, such as ``"line 3: '(' was never closed"``, or None.

    As in a notebook, ``await`` may stand outside of a function.
    """
    if _has_long_row_of_marks(source):
        return f"more than {MAX_MARKS} combining marks follow one another"
    try:
        with quiet_parser():
            compile(source, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}" if error.lineno else str(error.msg)
    except (RecursionError, MemoryError, OverflowError):
        return "an expression is nested too deeply for Python"
    except ValueError as error:
        return str(error)
    return None


def _has_long_row_of_marks(source: str) -> bool:
    if source.isascii():
        return False
    marks = "".join(filter(_is_mark, set(source)))
    return bool(marks) and bool(re.search(f"[{marks}]{{{MAX_MARKS + 1}}}", source))


def _is_mark(character: str) -> bool:
    """Whether it, or what it is normalised to, is sorted among the marks before it."""
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.combining(first) > 0
