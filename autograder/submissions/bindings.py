"""What a cell binds a name to: a definition, a stub, or what an experiment computed.

After ``check("entropy")`` students write ``entropy = entropy(p)`` or ``for entropy in (1, 2):``.
In a kernel that costs nothing, because the check has run.
"""

import ast
from collections.abc import Iterator

from autograder.submissions.names import (
    DEFINITIONS,
    FUNCTIONS,
    binding_nodes,
    bound_by,
    defined_names,
    in_this_scope,
    root_name,
)

DEFINITION = "definition"
SPARE = "spare"
"""A loop's variable, a name that is deleted, or one that takes the result of its own call."""
VALUE = "value"
"""What can't be called: a number, a list, a sum."""
INSTANCE = "instance"
"""What ``f = f()`` makes: a result, or, where ``f`` is a class with ``__call__``, an answer."""
OTHER = "other"

_NO_FUNCTIONS = (
    *(ast.Constant, ast.JoinedStr, ast.List, ast.Tuple, ast.Dict, ast.Set),
    *(ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp),
    *(ast.BinOp, ast.UnaryOp, ast.Compare),
)
_GIVE_NUMBERS = frozenset(
    {"abs", "bool", "dict", "float", "int", "len", "list", "max", "min"}
    | {"range", "round", "set", "sorted", "str", "sum", "tuple"}
)


def kinds_of_bindings(statements: list[ast.stmt]) -> dict[str, set[str]]:
    """For each name that a cell binds, how it does."""
    kinds: dict[str, set[str]] = {}
    for statement in statements:
        for name, kind in _bindings(statement):
            kinds.setdefault(name, set()).add(kind)
    return kinds


def _bindings(root: ast.stmt) -> Iterator[tuple[str, str]]:
    seen: set[ast.AST] = set()  # targets whose statement has told
    for node in binding_nodes(root):
        match node:
            case ast.Assign(targets=targets, value=value):
                called = _called(value)
                told = [pair for target in targets for pair in _assigned(target, value, called)]
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                told = list(_assigned(target, value, _called(value)))
            case ast.AugAssign(target=ast.Name(id=name)):
                told = [(name, VALUE)]
            case ast.For(target=target) | ast.AsyncFor(target=target):
                told = [(name, SPARE) for name in _targets(target)]
            case ast.withitem(optional_vars=ast.expr() as target):
                told = [(name, SPARE) for name in _targets(target)]
            case ast.Delete(targets=targets):
                told = [(name, SPARE) for t in targets for name in _targets(t)]
            case _ if node in seen:
                continue
            case _ if isinstance(node, DEFINITIONS):
                told = [(node.name, DEFINITION)]
            case _:
                told = [(name, OTHER) for name in bound_by(node)]
        seen.update(_target_nodes(node))
        yield from told


def _target_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """What a statement assigns to, down to the names."""
    targets = getattr(node, "targets", None) or [
        getattr(node, "target", None) or getattr(node, "optional_vars", None)
    ]
    if not isinstance(node, ast.NamedExpr | ast.comprehension):
        for target in targets:
            yield from ast.walk(target) if target is not None else ()


def _targets(target: ast.expr) -> set[str]:
    return {name for node in binding_nodes(target) for name in bound_by(node)}


def _assigned(target: ast.expr, value: ast.expr, called: set[str]) -> Iterator[tuple[str, str]]:
    """Each name of a target, and what kind of value it takes."""
    match target, value:
        case ast.Name(id=name), ast.Call(func=ast.Name(id=made), args=[], keywords=[]) if (
            name == made
        ):
            yield name, INSTANCE
        case ast.Name(id=name), _:
            yield name, SPARE if name in called else _kind(value)
        case ast.Tuple(elts=parts), ast.Tuple(elts=items) if len(parts) == len(items):
            for part, item in zip(parts, items, strict=True):
                yield from _assigned(part, item, called)
        case _:
            for name in _targets(target):
                yield name, SPARE if name in called else OTHER


def _kind(value: ast.expr) -> str:
    if isinstance(value, ast.Call):
        function = value.func
        gives_number = isinstance(function, ast.Name) and function.id in _GIVE_NUMBERS
        return VALUE if gives_number else OTHER
    return VALUE if isinstance(value, _NO_FUNCTIONS) else OTHER


def _called(value: ast.expr) -> set[str]:
    """The names that an expression calls: ``f`` of ``f(x) + 1``, not of ``tf.function(f)``."""
    calls = (node.func for node in in_this_scope(value) if isinstance(node, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}


def called_in_functions(statements: list[ast.stmt]) -> set[str]:
    """The names that functions, lambdas and classes call."""
    nodes: set[ast.AST] = set()
    for statement in statements:
        now = () if isinstance(statement, DEFINITIONS) else in_this_scope(statement)
        nodes |= set(ast.walk(statement)) - set(now)
    calls = (node.func for node in nodes if isinstance(node, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}


def classes_of_callables(statements: list[ast.stmt]) -> set[str]:
    """The classes whose objects are called like a function."""
    return {s.name for s in statements if isinstance(s, ast.ClassDef) and _has_call(s)}


def _has_call(definition: ast.ClassDef) -> bool:
    return any(isinstance(s, FUNCTIONS) and s.name == "__call__" for s in definition.body)


def stubs(statements: list[ast.stmt]) -> set[str]:
    """The names whose last definition still says that there is something to write."""
    last = {s.name: s for s in statements if isinstance(s, DEFINITIONS)}
    return {name for name, definition in last.items() if _is_stub(definition)}


def _is_stub(definition: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    """Whether a function, or a class's method, ends in the stub's line and returns nothing.

    A guard clause, ``if not p: raise NotImplementedError``, is part of an answer.
    """
    if isinstance(definition, ast.ClassDef):
        return any(_is_stub(s) for s in definition.body if isinstance(s, FUNCTIONS))
    *before, last = definition.body
    gives = (ast.Return, ast.Yield, ast.YieldFrom)
    returns = any(isinstance(node, gives) for s in before for node in in_this_scope(s))
    return isinstance(last, ast.Raise) and _is_unwritten(last.exc) and not returns


def _is_unwritten(raised: ast.expr | None) -> bool:
    function = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(function, ast.Name) and function.id == "NotImplementedError"


def shorthands(statement: ast.stmt, modules: frozenset[str]) -> set[str]:
    """The names that ``sum, log = ops.sum, ops.log`` or a lambda makes; a scratch ``sum = 0`` none.

    Args:
        statement: a statement at a module's top level.
        modules: names that are imported.
    """
    if not isinstance(statement, ast.Assign):
        return set()
    value = statement.value
    values = value.elts if isinstance(value, ast.Tuple) else [value]
    if all(isinstance(v, ast.Lambda) or root_name(v) in modules for v in values):
        return defined_names(statement)
    return set()
