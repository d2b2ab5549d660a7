"""What of a cell still runs once one of its statements has raised: imports and definitions.

The statement may have asked for what only the student's machine has: a package, a file, a display,
the network. What follows it ran there, and answers below need it. Calls stay out: they may take
long, or work with what was not loaded. Below an import that failed, what they give is assigned.
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
_COSTS_NO_TIME = (
    *(ast.Constant, ast.Name, ast.Attribute, ast.Lambda, ast.Subscript, ast.Slice, ast.Starred),
    *(ast.Tuple, ast.List, ast.Set, ast.Dict, ast.expr_context),
    *(ast.UnaryOp, ast.unaryop, ast.BinOp, ast.operator, ast.Compare, ast.cmpop),
    *(ast.BoolOp, ast.boolop, ast.IfExp),
)
_CALLS = (ast.Call, ast.keyword)
_MAKES_HUGE_NUMBERS = (ast.Pow, ast.LShift)


def remaining_statements(source: str, raised: TracebackType | None) -> Iterator[ast.stmt]:
    """The imports, definitions and plain assignments that stand after the statement that raised.

    After an import, what is assigned may also be what a call gives.

    Args:
        source: the cell, which Python can read.
        raised: the traceback's entry of the cell itself; None where it was not even started.
    """
    if raised is None:
        return
    place = _place(raised)
    statements = ast.parse(source).body
    failed = [s for s in statements if _start(s) <= place][-1:]
    calls = any(isinstance(s, ast.Import | ast.ImportFrom) for s in failed)
    yield from (s for s in statements if _start(s) > place and _only_defines(s, calls))


def _place(raised: TracebackType) -> tuple[int, int]:
    """The line, and the column in bytes, of what raised."""
    positions = list(raised.tb_frame.f_code.co_positions())
    line, _, column, _ = positions[raised.tb_lasti // 2]
    return line or raised.tb_lineno, column or 0


def _start(statement: ast.stmt) -> tuple[int, int]:
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement, *decorators], key=lambda node: node.lineno)
    return first.lineno, first.col_offset


def _only_defines(statement: ast.stmt, calls: bool) -> bool:
    match statement:
        case ast.Assign(value=value):
            return _is_plain(value, calls)
        case ast.AnnAssign(value=value):
            return value is None or _is_plain(value, calls)
        case ast.If(test=test, body=body, orelse=orelse):
            within = [*body, *orelse]
            return _is_plain(test, calls) and all(_only_defines(s, calls) for s in within)
        case ast.With(items=items, body=body):
            entered = all(_is_plain(item.context_expr, calls) for item in items)
            return entered and all(_only_defines(s, calls) for s in body)
        case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=final):
            handled = [s for handler in handlers for s in handler.body]
            return all(_only_defines(s, calls) for s in (*body, *handled, *orelse, *final))
    return isinstance(statement, _ALWAYS)


def _is_plain(value: ast.expr, calls: bool) -> bool:
    """Whether computing a value takes no time: ``28 * 28``, ``ops.sum``, ``list[int]``.

    Args:
        calls: whether a call may stand in it.
    """
    stack: list[ast.AST] = [value]
    while stack:
        node = stack.pop()
        plain = isinstance(node, _COSTS_NO_TIME) or (calls and isinstance(node, _CALLS))
        if not plain or isinstance(node, _MAKES_HUGE_NUMBERS):
            return False
        if not isinstance(node, ast.Lambda):
            stack += ast.iter_child_nodes(node)
    return True
