"""Translate IPython's syntax (``%magic``, ``!command``, ``help?``) into Python.

What remains of a magic is a call of ``get_ipython()``, which the worker answers with an
object that does nothing. Magics that run their cell as Python keep that Python.
"""

import re
import unicodedata

from autograder.submissions.syntax import quiet_parser

MAX_CELL_CHARACTERS = 20_000

MAX_MAGIC_LINES = 500
MAX_MAGIC_WORK = 400_000
"""Magic lines of a cell times its characters, over all cells; some 3 µs each."""

MAX_MARKS = 30
"""Combining marks in a row, as Unicode's Stream-Safe Text Format allows (UAX #15).

Python normalises names, in time that grows with the square of a row of marks.
"""

_MAGIC_LINE = re.compile(r"^[ \t]*[%!?/,;]|=[ \t]*[%!]|\?[ \t]*$", re.MULTILINE)
_RUNS_ITS_CELL = re.compile(r"\A(?:\s*%%(?:time|capture|prun|memit)\b[^\n]*)+")
_RUNS_ITS_LINE = re.compile(r"^([ \t]*)%time[ \t]+", re.MULTILINE)


class MagicBudget:
    """How many lines of one submission may still be translated.

    IPython reads the whole cell again for each of them, so that thousands of them would
    occupy the grader for minutes.
    """

    def __init__(self) -> None:
        self.lines = MAX_MAGIC_LINES
        self.work = MAX_MAGIC_WORK

    def allows(self, source: str) -> bool:
        """Take the cell's magic lines off; False where it has none or they are too many."""
        if len(source) > MAX_CELL_CHARACTERS:
            return False
        cost = magic_lines(source)
        work = cost * len(source)
        if cost == 0 or cost > self.lines or work > self.work:
            return False
        self.lines -= cost
        self.work -= work
        return True


def magic_lines(source: str) -> int:
    """How many lines of a cell look like IPython's own syntax; 1 for a pasted session."""
    count = sum(1 for _ in _MAGIC_LINE.finditer(source))
    pasted = source.lstrip("\n").startswith((" ", "\t", ">>>", "In ["))
    return max(count, int(pasted))


def to_python(source: str, budget: MagicBudget) -> str:
    """The source itself where it is Python, else its translation; line numbers stay."""
    if compile_error(source) is None or _has_long_row_of_marks(source):
        return source
    if not budget.allows(source):
        return source
    from IPython.core.inputtransformer2 import TransformerManager

    plain = _RUNS_ITS_CELL.sub(lambda magics: "\n" * magics[0].count("\n"), source)
    plain = _RUNS_ITS_LINE.sub(r"\1", plain)
    blank_lines = len(plain) - len(plain.lstrip("\n"))
    try:
        with quiet_parser():
            translated: str = TransformerManager().transform_cell(plain)
    except Exception:  # whatever a student's text provokes, it stays broken
        return source
    return "\n" * blank_lines + translated


def compile_error(source: str) -> str | None:
    """Why Python can't compile a cell, such as ``"line 3: '(' was never closed"``, or None."""
    if _has_long_row_of_marks(source):
        return f"more than {MAX_MARKS} combining marks follow one another"
    try:
        with quiet_parser():
            compile(source, "<cell>", "exec", dont_inherit=True)
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
