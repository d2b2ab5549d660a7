"""Which names a statement binds, and what its module-level part reads.

All walks keep a stack of their own, so that deeply nested code can't exhaust Python's.
"""

import ast
from collections.abc import Iterator

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = (*FUNCTIONS, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_DEFINITE = (*DEFINITIONS, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)


def in_this_scope(root: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run where ``root`` runs: not the bodies of functions and lambdas."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, FUNCTIONS):
            inner: list[ast.AST] = [*node.decorator_list, *_defaults(node.args)]
            inner += [
                *_annotations(node.args),
                *([node.returns] if node.returns else []),
            ]
        elif isinstance(node, ast.Lambda):
            inner = _defaults(node.args)
        else:
            inner = list(ast.iter_child_nodes(node))
        stack.extend(reversed(inner))


def _defaults(arguments: ast.arguments) -> list[ast.AST]:
    return [d for d in (*arguments.defaults, *arguments.kw_defaults) if d is not None]


def _annotations(arguments: ast.arguments) -> list[ast.AST]:
    return [a.annotation for a in arguments_of(arguments) if a.annotation is not None]


def arguments_of(arguments: ast.arguments) -> list[ast.arg]:
    """A function's parameters, those that are given by position first."""
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return named + [a for a in (arguments.vararg, arguments.kwarg) if a is not None]


def defined_names(statement: ast.stmt) -> set[str]:
    """The names that a statement binds in its own scope."""
    return {name for node in binding_nodes(statement) for name in bound_by(node)}


def binding_nodes(root: ast.AST) -> Iterator[ast.AST]:
    """The nodes that can bind a name in the scope of ``root``, in the order of the source."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, COMPREHENSIONS):  # its targets are its own; a walrus in it is not
            named = [n for n in in_this_scope(node) if isinstance(n, ast.NamedExpr)]
            yield from named
            stack.extend(n.target for n in named)
        elif not isinstance(node, (*DEFINITIONS, ast.Lambda)):
            stack.extend(reversed(list(ast.iter_child_nodes(node))))


def bound_by(node: ast.AST) -> set[str]:
    """The names that one node binds, those below it left out."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return {name}
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Import() | ast.ImportFrom():
            return set(imported_names(node)) - {"*"}
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            return {name}
        case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            return {name}
    return set()


def imported_names(node: ast.Import | ast.ImportFrom) -> dict[str, str]:
    """What each name stands for: ``{"K": "keras.ops"}`` for ``import keras.ops as K``."""
    if isinstance(node, ast.Import):
        return {
            item.asname or item.name.partition(".")[0]: (
                item.name if item.asname else item.name.partition(".")[0]
            )
            for item in node.names
        }
    module = "." * node.level + (node.module or "")
    return {item.asname or item.name: f"{module}.{item.name}" for item in node.names}


def root_name(node: ast.AST) -> str:
    """``"a"`` for ``a.b[0].c``; ``""`` where the root is no name."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def names_read(statement: ast.stmt) -> set[str]:
    """The names that a statement reads while it runs, those of its comprehensions included."""
    names: set[str] = set()
    for node in in_this_scope(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Load() | ast.Del()):
                names.add(name)
            case ast.AugAssign(target=ast.Name(id=name)):
                names.add(name)
    return names


def binds_for_certain(statement: ast.stmt) -> bool:
    """Whether a statement binds its names whenever it ends without an error."""
    if isinstance(statement, ast.AnnAssign):
        return statement.value is not None
    return isinstance(statement, _DEFINITE)
