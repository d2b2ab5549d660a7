"""Which names a statement binds or changes, and what its module-level part reads.

All walks keep a stack of their own, so that deeply nested code can't exhaust Python's.
"""

import ast
import re
from collections.abc import Iterator

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = (*FUNCTIONS, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_DEFINITE = (*DEFINITIONS, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)
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
    return [a.annotation for a in _arguments(arguments) if a.annotation is not None]


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
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
            case ast.Expr(value=ast.Call(func=ast.Attribute() as method)):
                name = root_name(method)
                if name not in modules or _is_setting(method.attr):
                    names.add(name)
            case ast.Expr(value=ast.Call(func=ast.Name(id="setattr" | "delattr"), args=[a, *_])):
                names.add(root_name(a))
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names |= _given_to_decorators(node) - modules
    return names - {""}


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


def effects_of_calling(
    function: ast.FunctionDef | ast.AsyncFunctionDef, modules: frozenset[str]
) -> set[str]:
    """The global names that a call of a function binds or changes; see :func:`changed_names`."""
    nodes = [node for s in function.body for node in in_this_scope(s)]
    declared = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    bound = {name for s in function.body for name in defined_names(s)}
    changed = {name for s in function.body for name in changed_names(s, modules)}
    own = (bound - declared) | {argument.arg for argument in _arguments(function.args)}
    return (bound & declared) | (changed - own)


def bare_calls(statements: list[ast.stmt]) -> set[str]:
    """The functions that a cell calls by their name and for nothing that they return."""
    names = set()
    for statement in statements:
        match statement:
            case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
                names.add(name)
    return names


def _is_setting(function: str) -> bool:
    """Whether a module's function sounds as if it set something that an answer can depend on."""
    return bool(_SETS_STATE.search(function)) and function not in _MAKES_NO_DIFFERENCE


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
