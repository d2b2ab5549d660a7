"""What a name or an expression stands for: ``L.Dense`` is ``keras.layers.Dense``."""

import ast
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping

from autograder.submissions.names import (
    COMPREHENSIONS,
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
    (re.compile(r"^(?:tensorflow|tf)\.(?:compat\.v[12]\.)?keras(?=\.|$)"), "keras"),
    (re.compile(r"^(?:keras\._tf_keras\.keras|tf_keras)(?=\.|$)"), "keras"),
    (re.compile(r"^(?:tensorflow\.compat\.v[12]|tf)(?=\.|$)"), "tensorflow"),
    (re.compile(r"^np(?=\.|$)"), "numpy"),
)
_MAX_PARTS = 20
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
    for node in binding_nodes(root):
        match node:
            case ast.ImportFrom(module=str(module), names=[ast.alias(name="*")]):
                scope.update(exports.get(canonical(module), {}))
            case ast.Import() | ast.ImportFrom():
                scope.update({n: canonical(p) for n, p in imported_names(node).items()})
            case ast.Assign(value=value):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        scope[target.id] = path_of(value, scope)
            case (
                ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
                | ast.NamedExpr(target=ast.Name(id=name), value=value)
            ):
                scope[name] = path_of(value, scope)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                scope[node.name] = ""
            case _:
                for name in bound_by(node):
                    scope.maps[0].setdefault(name, "")


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


def walk(root: ast.AST, top: Scope, exports: Exports) -> Iterator[tuple[ast.AST, Scope]]:
    """Every node below ``root`` that runs, with the scope that its names are looked up in.

    Annotations are left out: they call nothing.
    """
    stack: list[tuple[ast.AST, Scope]] = [(root, top)]
    while stack:
        node, scope = stack.pop()
        yield node, scope
        inner = scope
        if isinstance(node, (*FUNCTIONS, ast.Lambda)):
            inner = _function_scope(node, scope, exports)
            outside = [*node.args.defaults, *(d for d in node.args.kw_defaults if d)]
            outside += [] if isinstance(node, ast.Lambda) else node.decorator_list
            stack += [(child, scope) for child in outside]
            body = [node.body] if isinstance(node, ast.Lambda) else node.body
            stack += [(child, inner) for child in body]
            continue
        if isinstance(node, COMPREHENSIONS):
            inner = scope.new_child()
            for generator in node.generators:
                bind(generator.target, inner, exports)
        for field, value in ast.iter_fields(node):
            if field != "annotation":
                children = value if isinstance(value, list) else [value]
                stack += [(c, inner) for c in children if isinstance(c, ast.AST)]


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
