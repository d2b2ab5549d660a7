"""Undo what ``jupyter nbconvert --to script`` makes of the magics that run Python.

``%%time`` above a definition becomes one statement, which holds the definition as a text. So does
what follows ``%time``.
"""

import ast
from collections.abc import Iterator

from autograder.submissions.syntax import parse

Text = tuple[ast.stmt, str]


def with_code_of_magics(source: str, cell_magics: tuple[str, ...]) -> str:
    """The source with the code that such statements run in their place.

    Args:
        source: a cell that Python can read.
        cell_magics: the names of the cell magics that run their cell.
    """
    if "get_ipython()" not in source:
        return source
    data = source.encode()
    begins = [0]
    for line in data.split(b"\n"):
        begins.append(begins[-1] + len(line) + 1)
    kept, end = [], 0
    for statement, text in _texts(source, cell_magics):
        kept += [data[end : begins[statement.lineno - 1] + statement.col_offset], _encoded(text)]
        end = begins[(statement.end_lineno or 1) - 1] + (statement.end_col_offset or 0)
    return b"".join([*kept, data[end:]]).decode()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _texts(source: str, cell_magics: tuple[str, ...]) -> Iterator[Text]:
    """Each such statement, in their order, and the code that it runs."""
    try:
        statements = parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    found = (f for s in statements for node in ast.walk(s) if (f := _text(node, cell_magics)))
    yield from sorted(found, key=lambda each: (each[0].lineno, each[0].col_offset))


def _text(node: ast.AST, cell_magics: tuple[str, ...]) -> Text | None:
    match node:
        case ast.Expr(
            col_offset=column,
            value=ast.Call(
                func=ast.Attribute(value=ast.Call(func=ast.Name("get_ipython")), attr=method),
                args=[ast.Constant(name), *_, ast.Constant(str(text))],
            ),
        ) if text.strip():
            if method == "run_cell_magic" and name in cell_magics and column == 0:
                return node, text
            if method == "run_line_magic" and name == "time" and "\n" not in text:
                return node, text
    return None
