"""What one cell does with module-level names; remembered, for a class shares most of its cells."""

import ast
import symtable
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache, wraps
from typing import TypeVar

import msgspec

from autograder.submissions.bindings import (
    called_in_functions,
    classes_of_callables,
    kinds_of_bindings,
    shorthands,
    stubs,
)
from autograder.submissions.changes import (
    Effects,
    Given,
    calls,
    changed_beside,
    changed_names,
    effects,
    widely_set,
)
from autograder.submissions.names import (
    DEFINITIONS,
    binds_for_certain,
    defined_names,
    imported_names,
    names_read,
)
from autograder.submissions.read import SourceCell
from autograder.submissions.syntax import parse, quiet_parser

REMEMBERED_CELLS = 512
MAX_REMEMBERED_CHARACTERS = 8192

_T = TypeVar("_T")
_COMPREHENSION_SCOPES = frozenset(["listcomp", "setcomp", "dictcomp", "genexpr"])
_ONE_LIBRARY = {"tensorflow": "keras", "tf_keras": "keras"}


class CellNames(msgspec.Struct):
    """What one cell does with module-level names.

    Args:
        defines: names that it binds.
        changes: names whose object it may change.
        settings: those of them that are imported, such as ``np`` of ``np.seterr(all="ignore")``.
        wide: names by which it sets what all of their library feels, such as its floats' dtype.
        kinds: for each name that it binds, how it does; see ``bindings``.
        stubs: the defined names whose definition is still to be written.
        imports: the defined names that nothing but an import binds, and what they stand for.
        made: the defined names that a ``def``, a ``class``, an import or a shorthand binds.
        star: whether it imports everything from somewhere.
        features: whether it imports from ``__future__``, which later cells feel too.
        imports_alone: whether it does nothing but import.
        now: names that it reads while it runs, and does not itself bind before.
        later: names that the functions in it read when they are called.
        called: names that the functions in it call.
        callables: the classes in it whose objects are called.
        beside: names whose object it changes while it does something else.
        runs: functions that it calls, and the names that it gives them.
        effects: for each function and method in it, what a call of it does.
    """

    defines: set[str]
    changes: set[str]
    settings: set[str]
    wide: set[str]
    kinds: dict[str, set[str]]
    stubs: set[str]
    imports: dict[str, str]
    made: set[str]
    star: bool
    features: bool
    imports_alone: bool
    now: set[str]
    later: set[str]
    called: set[str]
    callables: set[str]
    beside: set[str]
    runs: dict[str, Given]
    effects: tuple[tuple[str, Effects], ...]


def read_cell(cell: SourceCell, reader: Callable[[str], _T]) -> _T | None:
    """What a reader finds in a cell; None where the cell can't be compiled."""
    if cell.syntax_error is not None:
        return None
    try:
        return reader(cell.source)
    except (RecursionError, MemoryError):  # the stack was shorter when the cell was read
        return None


def _for_each_source(reader: Callable[..., _T]) -> Callable[..., _T]:
    """Remember what a reader found: submissions of a class share most of their cells."""
    remembered = lru_cache(maxsize=REMEMBERED_CELLS)(reader)

    @wraps(reader)
    def read(source: str, **context: Hashable) -> _T:
        short = len(source) <= MAX_REMEMBERED_CHARACTERS
        return (remembered if short else reader)(source, **context)

    return read


@_for_each_source
def imported_libraries(source: str) -> dict[str, str]:
    """The names that a cell imports at its top level, and the library that each belongs to.

    TensorFlow and Keras are one: what is set in the one, the other feels.
    """
    imports = (s for s in parse(source) if isinstance(s, ast.Import | ast.ImportFrom))
    origins = {n: o.partition(".")[0] for s in imports for n, o in imported_names(s).items()}
    return {name: _ONE_LIBRARY.get(top, top) for name, top in origins.items()}


@_for_each_source
def cell_names(source: str, *, modules: frozenset[str]) -> CellNames:
    """What a cell does with names.

    Args:
        source: Python that can be compiled.
        modules: the names that the submission's cells import.
    """
    readable, later, assigned = _globals_of(source)
    statements = parse(source)
    names = CellNames(
        defines=set(),
        changes=assigned,
        settings=set(),
        wide={name for statement in statements for name in widely_set(statement)} & modules,
        kinds=kinds_of_bindings(statements),
        stubs=stubs(statements),
        imports={},
        made=set(),
        star=False,
        features=any(map(_is_feature, statements)),
        imports_alone=all(isinstance(s, ast.Import | ast.ImportFrom) for s in statements),
        now=set(),
        later=later,
        called=called_in_functions(statements),
        callables=classes_of_callables(statements),
        beside={name for s in statements for name in changed_beside(s, modules)},
        runs=calls(statements),
        effects=tuple(effects(statements, modules)),
    )
    _add_each_statement(names, statements, modules, readable)
    return names


def _add_each_statement(
    names: CellNames, statements: list[ast.stmt], modules: frozenset[str], readable: set[str]
) -> None:
    certain: set[str] = set()
    origins: dict[str, set[str]] = {}
    for statement in statements:
        defined = defined_names(statement)
        imported = _origins(statement)
        names.now |= (names_read(statement) & readable) - certain
        names.defines |= defined
        names.changes |= changed_names(statement, modules)
        names.star |= "*" in imported
        if imported or isinstance(statement, DEFINITIONS):
            names.made |= defined
        names.made |= shorthands(statement, modules)
        if binds_for_certain(statement):
            certain |= defined
        for name in defined:
            origins.setdefault(name, set()).add(imported.get(name, ""))
    names.settings = names.changes & modules
    names.imports = {n: min(o) for n, o in origins.items() if len(o) == 1 and "" not in o}


def _is_feature(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def _origins(statement: ast.stmt) -> dict[str, str]:
    """What an import loads for each name; ``import a.b`` binds ``a`` and loads ``a.b``."""
    if isinstance(statement, ast.Import):
        return {i.asname or i.name.partition(".")[0]: i.name for i in statement.names}
    return imported_names(statement) if isinstance(statement, ast.ImportFrom) else {}


def _globals_of(source: str) -> tuple[set[str], set[str], set[str]]:
    """Module-level names that a cell's own code may read, that its functions use, and bind."""
    now: set[str] = set()
    later: set[str] = set()
    assigned: set[str] = set()
    for table, deferred in _tables(source):
        kind = table.get_type()
        for symbol in table.get_symbols():
            # A class body looks a name of its own up outside, until it is bound inside.
            outer = symbol.is_global() or (kind == "class" and symbol.is_referenced())
            if kind == "module" or outer:
                (later if deferred else now).add(symbol.get_name())
            if kind != "module" and symbol.is_global() and symbol.is_assigned():
                assigned.add(symbol.get_name())
    return now, later, assigned


def _tables(source: str) -> Iterator[tuple[symtable.SymbolTable, bool]]:
    """Every scope of a cell, and whether its code waits for a function to be called."""
    with quiet_parser():
        stack = [(symtable.symtable(source, "<cell>", "exec"), False)]
    while stack:
        table, deferred = stack.pop()
        yield table, deferred
        for child in table.get_children():
            is_function = child.get_type() == "function"
            runs_later = is_function and child.get_name() not in _COMPREHENSION_SCOPES
            stack.append((child, deferred or runs_later))
