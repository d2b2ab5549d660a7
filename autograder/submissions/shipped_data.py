"""How much data an answer brings along in its source, where it should compute or learn.

Measurements, weights and predictions fit into a text or a list of numbers. Right answers need
next to none of either: of all solutions and accepted variants none has more than 1 300 characters.
"""

import ast
import re
from collections.abc import Iterable

from autograder.submissions.read import SourceCell
from autograder.submissions.syntax import parse

MAX_CONSTANT_CHARACTERS = 16_384

# What can read a docstring back.
_READS_TEXT = re.compile(r"__doc__|getdoc|co_consts|getsource|linecache")


def shipped_data(cells: Iterable[SourceCell]) -> str:
    """What is to be said of an answer that holds more constants than any computation needs.

    Constants are the texts, bytes and numbers of the source; each name counts once, for names
    can spell data too. A text that is a statement, as a docstring is, computes nothing and does
    not count unless something in the cells could read it back. Comments do not count.

    Args:
        cells: those that the question depends on; no others count.

    Returns:
        The message, ``""`` where there is nothing to say. Cells that are nested too deeply to be
        looked at do not count.
    """
    cells = tuple(cells)
    if sum(len(cell.source) for cell in cells) <= MAX_CONSTANT_CHARACTERS:
        return ""
    statements_too = any(_READS_TEXT.search(cell.source) for cell in cells)
    sizes = [_constant_characters(cell, statements_too) for cell in cells]
    total = sum(sizes)
    if total <= MAX_CONSTANT_CHARACTERS:
        return ""
    largest = cells[sizes.index(max(sizes))]
    return (
        f"The cells that this answer needs hold {total:,} characters of constants, most "
        f"of them in {largest.label}. Expected: at most {MAX_CONSTANT_CHARACTERS:,}, for an "
        "answer has to compute its result from its arguments; data, weights and predictions "
        "that are stored in the source are not graded. Take them out. If the answer does not "
        "use them, move them into a cell of their own, whose names it does not read."
    )


def _constant_characters(cell: SourceCell, statements_too: bool) -> int:
    if cell.syntax_error is not None:
        return 0
    try:
        nodes = [node for statement in parse(cell.source) for node in ast.walk(statement)]
    except (RecursionError, MemoryError):
        return 0
    statements = {node.value for node in nodes if isinstance(node, ast.Expr)}
    names = {
        value
        for node in nodes
        if not isinstance(node, ast.Constant)
        for _, value in ast.iter_fields(node)
        if isinstance(value, str)
    }
    values = sum(
        _size(node.value)
        for node in nodes
        if isinstance(node, ast.Constant)
        and (statements_too or node not in statements or not isinstance(node.value, str))
    )
    return min(values + sum(map(len, names)), len(cell.source))  # `1e15` is short for more


def _size(value: object) -> int:
    """The characters of a constant; for a whole number about as many as it has digits.

    Python refuses to write out one of thousands of digits, which hexadecimal may have.
    """
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value.bit_length() // 3 + 1
    return len(repr(value))
