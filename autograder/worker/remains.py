"""What of a cell still runs once one of its statements has raised: imports and definitions.

The statement may have asked for what only the student's machine has: a package, a file, a display,
the network. What follows it ran there, and answers below need it. Calls stay out: they may take
long, or work with what was not loaded.
"""

import ast
from collections.abc import Iterator
from types import TracebackType

_ALWAYS = (
    ast.Import,
    ast.ImportFrom,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Pass,
)
_VALUES = (ast.Constant, ast.Name, ast.Attribute, ast.Lambda)
_CONTAINERS = (ast.Tuple, ast.List, ast.Set)


def remaining_statements(source: str, raised: TracebackType | None) -> Iterator[ast.stmt]:
    """The imports, definitions and plain assignments that stand after the statement that raised.

    Args:
        source: the cell, which Python can read.
        raised: the traceback's entry of the cell itself; None where it was not even started.
    """
    if raised is None:
        return
    place = _place(raised)
    yield from (s for s in ast.parse(source).body if _start(s) > place and _only_defines(s))


def _place(raised: TracebackType) -> tuple[int, int]:
    """The line, and the column in bytes, of what raised."""
    positions = list(raised.tb_frame.f_code.co_positions())
    line, _, column, _ = positions[raised.tb_lasti // 2]
    return line or raised.tb_lineno, column or 0


def _start(statement: ast.stmt) -> tuple[int, int]:
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement, *decorators], key=lambda node: node.lineno)
    return first.lineno, first.col_offset


def _only_defines(statement: ast.stmt) -> bool:
    match statement:
        case ast.Assign(value=value):
            return _is_plain(value)
        case ast.AnnAssign(value=value):
            return value is None or _is_plain(value)
        case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=final):
            handled = [s for handler in handlers for s in handler.body]
            return all(map(_only_defines, [*body, *handled, *orelse, *final]))
    return isinstance(statement, _ALWAYS)


def _is_plain(value: ast.expr) -> bool:
    """Whether computing a value takes no time: a number, ``ops.sum``, a tuple of such."""
    match value:
        case ast.UnaryOp(operand=operand):
            return _is_plain(operand)
        case ast.Dict(keys=keys, values=values):
            return all(_is_plain(each) for each in (*keys, *values) if each is not None)
    if isinstance(value, _CONTAINERS):
        return all(map(_is_plain, value.elts))
    return isinstance(value, _VALUES)
