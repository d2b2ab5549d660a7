"""Which objects a statement changes, and what the functions that it calls do beside returning."""

import ast
import re
from collections.abc import Iterable, Iterator

import msgspec

from autograder.submissions.names import (
    FUNCTIONS,
    arguments_of,
    defined_names,
    in_this_scope,
    root_name,
)

# `keras.config.set_floatx(…)` changes what later cells see of keras; `np.linspace(0, 1)` does not.
_SETS_STATE = re.compile(
    r"(?:^|_)(?:set[a-z]*|seed|enable|disable|register|config|configure|update|append|insert|extend"
    r"|clear|reset|use|run_functions_eagerly)(?:_|$)"
)

# Cells and calls are seeded by whoever runs them, and nobody reads what they print or warn of.
_MAKES_NO_DIFFERENCE = frozenset(
    [
        "clear_session",
        "disable_interactive_logging",
        "enable_interactive_logging",
        "filterwarnings",
        "seed",
        "set_printoptions",
        "set_random_seed",
        "set_seed",
        "set_verbosity",
        "simplefilter",
    ]
)

# What these set, every name of the library feels: `ops.ones` after `keras.config.set_floatx`.
_FELT_EVERYWHERE = frozenset(
    [
        "enable_numpy_behavior",
        "experimental_enable_numpy_behavior",
        "run_functions_eagerly",
        "set_dtype_policy",
        "set_epsilon",
        "set_floatx",
        "set_global_policy",
        "set_image_data_format",
        "set_policy",
    ]
)

# Methods that change their object and give something back.
_CHANGES_ITS_OBJECT = frozenset(
    {"add", "assign", "assign_add", "assign_sub", "build", "compile", "discard", "fill", "fit"}
    | {"pop", "popitem", "put", "remove", "resize", "reverse", "sort", "train_on_batch"}
)

# Functions that change their first argument.
_CHANGES_ITS_ARGUMENT = frozenset(
    {"copyto", "delattr", "fill_diagonal", "heapify", "heappop", "heappush", "heapreplace"}
    | {"insort", "place", "put", "put_along_axis", "putmask", "setattr", "shuffle"}
)

_MAX_PARTS = 20

Given = set[tuple[int | str, str]]
"""For a call, the names that it gives: ``{(0, "a"), ("k", "b")}`` of ``f(a, k=b)``."""


class Effects(msgspec.Struct):
    """What calling a function does beside returning something.

    Args:
        changes: the global names that it binds or changes.
        calls: the functions that it calls; see :func:`calls`.
        given: the parameters whose object it changes, each by position and by name.
    """

    changes: set[str]
    calls: set[str]
    given: set[int | str]


def changed_names(statement: ast.stmt, modules: frozenset[str]) -> set[str]:
    """The names whose object a statement may change: ``A.f = g``, ``c["a"] = 1``, ``l.append(3)``.

    Args:
        statement: a statement at a module's top level.
        modules: names that stand for imported modules; of those, only calls that sound like
            a setting count.
    """
    names: set[str] = set()
    for node in in_this_scope(statement):
        match node:
            case ast.Attribute(ctx=ast.Store() | ast.Del()):
                names.add(root_name(node))
            case ast.Subscript(ctx=ast.Store() | ast.Del()):
                names.add(root_name(node))
            case ast.Expr(value=ast.Call(func=ast.Attribute() as method) as call):
                name = root_name(method)
                if name not in modules or _is_setting(method.attr):
                    names.add(name)
                names |= {_receiver(method), _changed_argument(call)} - modules
            case ast.Expr(value=ast.Call() as call):
                names.add(_changed_argument(call))
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names |= _given_to_decorators(node) - modules
    return names - {""}


def changed_beside(statement: ast.stmt, modules: frozenset[str]) -> set[str]:
    """The names whose object a statement changes while it does something else.

    Such as ``l`` of ``last = l.pop()``, or of ``[l.append(n) for n in range(3)]``.
    """
    names: set[str] = set()
    for node in in_this_scope(statement):
        match node:
            case ast.Call(func=ast.Attribute(attr=function) as method) as call:
                if function in _CHANGES_ITS_OBJECT or _SETS_STATE.search(function):
                    names.add(_receiver(method))
                names.add(_changed_argument(call))
            case ast.Call() as call:
                names.add(_changed_argument(call))
    return names - modules - {""}


def _receiver(node: ast.AST) -> str:
    """``"a"`` for ``a.b[0].add(1).c``; ``""`` where a function's result is the root.

    A longer chain is not followed: each of its calls would follow all of it.
    """
    for _ in range(_MAX_PARTS):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            node = node.func
        elif isinstance(node, ast.Attribute | ast.Subscript):
            node = node.value
        else:
            return root_name(node)
    return ""


def _changed_argument(call: ast.Call) -> str:
    """``"a"`` of ``np.fill_diagonal(a, 1)``; ``""`` where no argument is known to change."""
    changes = _key(call.func).removeprefix(".") in _CHANGES_ITS_ARGUMENT
    return root_name(call.args[0]) if changes and call.args else ""


def widely_set(statement: ast.stmt) -> set[str]:
    """The names by which a statement sets what all of their library feels."""
    names = set()
    for node in in_this_scope(statement):
        match node:
            case ast.Call(func=ast.Attribute(attr=function) as method):
                if function in _FELT_EVERYWHERE:
                    names.add(root_name(method))
    return names


def _given_to_decorators(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> set[str]:
    """What a decorator may change: ``A`` of ``@add_to(A)``, ``f`` of ``@f.register``."""
    names = set()
    for decorator in node.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(called, ast.Attribute):
            names.add(root_name(called))
        if isinstance(decorator, ast.Call):
            names |= {root_name(argument) for argument in decorator.args}
    return names


def calls(statements: Iterable[ast.stmt]) -> dict[str, Given]:
    """The functions that statements call, ``.go`` for a method, and the names they give each.

    A method is given its object first.
    """
    found: dict[str, Given] = {}
    for statement in statements:
        for node in in_this_scope(statement):
            for decorator in getattr(node, "decorator_list", []):
                found.setdefault(_key(decorator), set())
            if isinstance(node, ast.Call):
                found.setdefault(_key(node.func), set()).update(_given(node))
    return found


def _given(call: ast.Call) -> Iterator[tuple[int | str, str]]:
    first = 0
    if isinstance(call.func, ast.Attribute):
        first = 1
        yield 0, _receiver(call.func)
    yield from ((n, root_name(argument)) for n, argument in enumerate(call.args, first))
    yield from ((k.arg, root_name(k.value)) for k in call.keywords if k.arg)


def _key(function: ast.expr) -> str:
    """A function's name, ``.go`` for a method, ``""`` for what has none."""
    if isinstance(function, ast.Attribute):
        return f".{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


def effects(
    statements: Iterable[ast.stmt], modules: frozenset[str]
) -> Iterator[tuple[str, Effects]]:
    """What calling each function does, by its name; a method's is ``.go``, a class's its own."""
    for statement in statements:
        if isinstance(statement, FUNCTIONS):
            yield statement.name, _effects_of_calling(statement, modules)
        elif isinstance(statement, ast.ClassDef):
            for method in statement.body:
                if isinstance(method, FUNCTIONS):
                    found = _effects_of_calling(method, modules)
                    yield f".{method.name}", found
                    if method.name == "__init__":
                        yield statement.name, _without_self(found)


def _without_self(effects: Effects) -> Effects:
    given = {slot - 1 if isinstance(slot, int) else slot for slot in effects.given}
    return msgspec.structs.replace(effects, given=given)


def _effects_of_calling(
    function: ast.FunctionDef | ast.AsyncFunctionDef, modules: frozenset[str]
) -> Effects:
    """What a call of a function does, that of the functions within it included."""
    within = [node for node in ast.walk(function) if isinstance(node, FUNCTIONS)]
    body = [statement for each in within for statement in each.body]
    nodes = [node for s in body for node in in_this_scope(s)]
    declared = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    bound = {name for s in body for name in defined_names(s)}
    changed = {name for s in body for name in changed_names(s, modules)}
    changed |= {name for s in body for name in changed_beside(s, modules)}
    own = {argument.arg for each in within for argument in arguments_of(each.args)}
    own |= bound - declared
    given: set[int | str] = set()
    for position, argument in enumerate(arguments_of(function.args)):
        if argument.arg in changed:
            given |= {position, argument.arg}
    return Effects((bound & declared) | (changed - own), set(calls(body)), given)


def _is_setting(function: str) -> bool:
    """Whether a module's function sounds as if it set something that an answer can depend on."""
    return bool(_SETS_STATE.search(function)) and function not in _MAKES_NO_DIFFERENCE
