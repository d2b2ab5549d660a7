"""What a name or an expression stands for: ``L.Dense`` is ``keras.layers.Dense``."""

import ast
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeGuard

from autograder.submissions.names import (
    COMPREHENSIONS,
    DEFINITIONS,
    FUNCTIONS,
    binding_nodes,
    bound_by,
    imported_names,
)

Scope = ChainMap[str, str]
"""What each name stands for: a dotted path, or ``""`` for the student's own. Innermost first."""

Exports = Mapping[str, Mapping[str, str]]
"""What ``from MODULE import *`` binds, as far as it matters: name and path by module."""

_RENAMED = (
    (re.compile(r"^(?:tensorflow|tf)\.(?:compat\.v[12]\.)*keras(?=\.|$)"), "keras"),
    (re.compile(r"^(?:keras\._tf_keras\.keras|tf_keras)(?=\.|$)"), "keras"),
    (re.compile(r"^(?:tensorflow|tf)(?:\.compat\.v[12])*(?=\.|$)"), "tensorflow"),
    (re.compile(r"^tensorflow\.(?=(?:losses|metrics|optimizers)(?:\.|$))"), "keras."),
    (re.compile(r"^np(?=\.|$)"), "numpy"),
)
_MAX_PARTS = 20
_NAMES_A_CLASS = (ast.Name, ast.Attribute, ast.Tuple, ast.BinOp, ast.BitOr, ast.expr_context)
_IMPORTERS = frozenset(["importlib.import_module", "importlib.__import__"])


def canonical(path: str) -> str:
    """One spelling for each library: ``tf.keras.layers`` is ``keras.layers``.

    A path with more parts than a library's name has stands for nothing, so that one of thousands
    is not read again at each of its uses.
    """
    if path.count(".") > _MAX_PARTS:
        return ""
    for pattern, name in _RENAMED:
        path = pattern.sub(name, path)
    return path


def bind(root: ast.AST, scope: Scope, exports: Exports) -> None:
    """Note in the innermost scope what ``root`` binds there; a later binding wins."""
    told: set[ast.AST] = set()  # targets whose statement has told
    for node in binding_nodes(root):
        match node:
            case ast.ImportFrom(module=str(module), names=[ast.alias(name="*")]):
                scope.update(exports.get(canonical(module), {}))
            case ast.Import() | ast.ImportFrom():
                scope.update({n: canonical(p) for n, p in imported_names(node).items()})
            case ast.Assign() | ast.AnnAssign() | ast.NamedExpr():
                assigned = [(name, path_of(value, scope)) for name, value in _assigned(node)]
                scope.update({name.id: path for name, path in assigned})
                told.update(name for name, _ in assigned)
            case _ if node not in told:
                scope.update(dict.fromkeys(bound_by(node), ""))


def _assigned(
    node: ast.Assign | ast.AnnAssign | ast.NamedExpr,
) -> Iterator[tuple[ast.Name, ast.expr]]:
    """Each name that is given a value of its own, as in ``s, t = ops.sum, 1``."""
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        match target, node.value:
            case ast.Name(), ast.expr() as value:
                yield target, value
            case ast.Name(), None:  # `s: object` leaves what there is
                yield target, target
            case ast.Tuple(elts=parts), ast.Tuple(elts=values) if len(parts) == len(values):
                pairs = zip(parts, values, strict=True)
                yield from ((part, value) for part, value in pairs if isinstance(part, ast.Name))


def path_of(node: ast.AST, scope: Scope, depth: int = 0) -> str:
    """The dotted path that an expression stands for, or ``""`` where it is not known.

    Expressions with more parts than a library's name has are not followed, so that a chain of
    thousands takes no more than linear time.
    """
    attributes: list[str] = []
    if depth > _MAX_PARTS:
        return ""
    while isinstance(node, ast.Attribute):
        if len(attributes) == _MAX_PARTS:
            return ""
        attributes.append(node.attr)
        node = node.value
    base = _path_of_base(node, scope, depth + 1)
    return canonical(".".join([base, *reversed(attributes)])) if base else ""


def _path_of_base(node: ast.AST, scope: Scope, depth: int) -> str:
    match node:
        case ast.Name(id=name):
            return scope.get(name, "")
        case ast.NamedExpr(value=value):
            return path_of(value, scope, depth)
        case ast.Subscript(
            value=ast.Call(func=ast.Name(id="vars"), args=[owner])
            | ast.Attribute(value=owner, attr="__dict__"),
            slice=ast.Constant(value=str(name)),
        ):
            return _member(owner, name, scope, depth)
        case ast.Call(func=ast.Name(id="getattr"), args=[owner, ast.Constant(value=str(name)), *_]):
            return _member(owner, name, scope, depth)
        case ast.Call(func=ast.Name(id="__import__"), args=[ast.Constant(value=str(name)), *_]):
            return name.partition(".")[0]
        case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]):
            called = path_of(function, scope, depth)
            if called in _IMPORTERS:
                return name
            # keras.activations.get("softmax") and its like
            owner_path, _, method = called.rpartition(".")
            return f"{owner_path}.{name}" if method in ("get", "deserialize") else ""
    return ""


def _member(owner: ast.AST, name: str, scope: Scope, depth: int) -> str:
    path = path_of(owner, scope, depth)
    return f"{path}.{name}" if path else ""


class _Bound(NamedTuple):
    """Stands where a statement of a class has run."""

    statement: ast.stmt


def walk(root: ast.AST, top: Scope, exports: Exports) -> Iterator[tuple[ast.AST, Scope]]:
    """Every node below ``root`` that runs, with the scope that its names are looked up in.

    Left out are annotations, which call nothing, and the classes that ``isinstance`` asks for.
    A scope holds what has been bound so far: look at it before the next node is taken.
    """
    # The third is the scope around functions, which don't see the names of their class.
    stack: list[tuple[ast.AST | _Bound, Scope, Scope]] = [(root, top, top)]
    while stack:
        node, scope, around = stack.pop()
        if isinstance(node, _Bound):
            bind(node.statement, scope, exports)
            continue
        yield node, scope
        outside = [(child, scope, around) for child in _outside(node)]
        inside: list[tuple[ast.AST | _Bound, Scope, Scope]] = []
        if isinstance(node, (*FUNCTIONS, ast.Lambda)):
            inner = _function_scope(node, around, exports)
            body = [node.body] if isinstance(node, ast.Lambda) else node.body
            inside = [(child, inner, inner) for child in body]
        elif isinstance(node, ast.ClassDef):
            inner = around.new_child()
            steps = [step for s in node.body for step in (s, _Bound(s))]
            inside = [(step, inner, around) for step in reversed(steps)]
        elif isinstance(node, COMPREHENSIONS):
            inner = scope.new_child()
            for generator in node.generators:
                bind(generator.target, inner, exports)
            inside = [(child, inner, inner) for child in ast.iter_child_nodes(node)]
        elif _asks_for_a_class(node, scope):
            inside = [(node.args[0], scope, around)]
        else:
            inside = [(child, scope, around) for child in _children(node)]
        stack += outside + inside


def _outside(node: ast.AST) -> list[ast.expr]:
    """What of a function or a class runs where it is defined."""
    outside: list[ast.expr] = []
    if isinstance(node, (*FUNCTIONS, ast.Lambda)):
        outside += [*node.args.defaults, *(d for d in node.args.kw_defaults if d)]
    if isinstance(node, ast.ClassDef):
        outside += [*node.bases, *(keyword.value for keyword in node.keywords)]
    if isinstance(node, DEFINITIONS):
        outside += node.decorator_list
    return outside


def _asks_for_a_class(node: ast.AST, scope: Scope) -> TypeGuard[ast.Call]:
    """Whether a node is ``isinstance(x, keras.layers.Dense)`` and its like."""
    match node:
        case ast.Call(func=ast.Name(id="isinstance" | "issubclass" as name), args=[_, asked]):
            named = all(isinstance(part, _NAMES_A_CLASS) for part in ast.walk(asked))
            return named and name not in scope
    return False


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for field, value in ast.iter_fields(node):
        if field != "annotation":
            children = value if isinstance(value, list) else [value]
            yield from (child for child in children if isinstance(child, ast.AST))


def _function_scope(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Scope, exports: Exports
) -> Scope:
    inner = scope.new_child()
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    named += [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
    inner.update({argument.arg: "" for argument in named})
    for statement in [] if isinstance(node, ast.Lambda) else node.body:
        bind(statement, inner, exports)
    for statement in [] if isinstance(node, ast.Lambda) else node.body:
        for child in binding_nodes(statement):
            if isinstance(child, ast.Global | ast.Nonlocal):
                for name in child.names:
                    inner.maps[0].pop(name, None)
    return inner
