"""What the cells of a script hold: text, code, and code for when it is run by itself."""

import ast
import contextlib
import re
from collections.abc import Iterator

from autograder.submissions.syntax import parse

# This parses before an unusually large file is tried; an assignment's code has no more.
MAX_SPLIT_CHARACTERS = 32 * 1024

_MAIN = re.compile(r"if\b.*\b__name__\b")
_TEXT = re.compile(r"[rRuU]?(\"{3}|'{3})")


def holds_no_code(lines: list[str]) -> bool:
    """Whether a cell is but comments and blank lines, or one text in triple quotes.

    Editors keep a ``[markdown]`` cell's text either way. What else stands below that marker was
    written as code: a helper above the next marker, or at the file's end.
    """
    if all(line[:1] == "#" or not line.strip() for line in lines):
        return True
    text = "\n".join(line for line in lines if line[:1] != "#").strip()
    quotes = _TEXT.match(text)
    return quotes is not None and text.find(quotes[1], quotes.end()) == len(text) - 3


def apart_from_main_block(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The first line of each part of a cell, and the line after its last.

    ``if __name__ == "__main__":`` is a part of its own, so that an experiment in it is not run
    for an answer above it. A cell that Python can't read, or without such a block, is one part.
    """
    blocks: list[ast.stmt] = []
    if sum(map(len, lines)) <= MAX_SPLIT_CHARACTERS and any(map(_MAIN.match, lines)):
        with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            blocks = [s for s in parse("\n".join(lines)) if _is_main_block(s)]
    inside = {place for b in blocks for place in (b.lineno - 1, b.end_lineno or b.lineno)}
    places = sorted(inside - {0, len(lines)})
    yield from zip([0, *places], [*places, len(lines)], strict=True)


def _is_main_block(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.If) or not isinstance(statement.test, ast.Compare):
        return False
    sides = [statement.test.left, *statement.test.comparators]
    return any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
