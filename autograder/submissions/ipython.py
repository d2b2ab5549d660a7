"""Translate IPython's syntax (``%magic``, ``!command``, ``help?``) into Python.

What remains of a magic is a call of ``get_ipython()``, which the worker answers with an
object that does nothing. Magics that run their cell as Python keep that Python.
"""

import re

from autograder.submissions.syntax import quiet_parser

MAX_CELL_CHARACTERS = 20_000

MAX_MAGIC_LINES = 500

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

    def allows(self, source: str) -> bool:
        """Take the cell's magic lines off; False where it has none or they are too many."""
        if len(source) > MAX_CELL_CHARACTERS:
            return False
        count = sum(1 for _ in _MAGIC_LINE.finditer(source))
        pasted = source.lstrip("\n").startswith((" ", "\t", ">>>", "In ["))
        cost = max(count, int(pasted))
        if cost == 0 or cost > self.lines:
            return False
        self.lines -= cost
        return True


def to_python(source: str, budget: MagicBudget) -> str:
    """The source itself where it is Python, else its translation; line numbers stay."""
    if compile_error(source) is None or not budget.allows(source):
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
