"""The cells that one question needs: a closure over the names that cells bind and use.

So an endless loop, a crash or broken code in an unrelated cell costs nothing. What a cell's
module-level code reads can only come from an earlier cell; what the body of a function reads
can come from any, since the function is called after all of them have run.
"""

import ast
import builtins
import re
import symtable
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache, partial, wraps
from typing import Literal, TypeVar

import msgspec

from autograder.submissions.names import (
    DEFINITIONS,
    binds_for_certain,
    changed_names,
    defined_names,
    imported_names,
    names_read,
)
from autograder.submissions.read import SourceCell, Submission
from autograder.submissions.syntax import parse, quiet_parser

EXPLORE = "explore"
REMEMBERED_CELLS = 512
MAX_REMEMBERED_CHARACTERS = 8192

_T = TypeVar("_T")

_BUILTINS = frozenset(vars(builtins)) | {"__name__", "__file__", "__doc__"}
_COMPREHENSION_SCOPES = frozenset(["listcomp", "setcomp", "dictcomp", "genexpr"])


class _Names(msgspec.Struct):
    """What one cell does with module-level names.

    Args:
        defines: names that it binds.
        changes: names whose object it may change.
        imports: the defined names that nothing but an import binds, and what they stand for.
        made: the defined names that a ``def``, a ``class`` or an import binds.
        star: whether it imports everything from somewhere.
        features: whether it imports from ``__future__``, which later cells feel too.
        imports_alone: whether it does nothing but import.
        now: names that it reads while it runs, and does not itself bind before.
        later: names that the functions in it read when they are called.
    """

    defines: set[str]
    changes: set[str]
    imports: dict[str, str]
    made: set[str]
    star: bool
    features: bool
    imports_alone: bool
    now: set[str]
    later: set[str]


class _Index(msgspec.Struct):
    """Each cell's names, and for each name the positions of the cells that bind it.

    ``stars`` are the cells that import everything from somewhere, or a future feature.
    """

    names: dict[int, _Names]
    binders: dict[str, list[int]]
    stars: list[int]


def cells_for(submission: Submission, target: str) -> tuple[SourceCell, ...]:
    """The cells to run for one question, in the submission's order.

    A cell tagged ``explore`` is left out unless no other cell binds a name that is needed, or
    it defines the target, which all others leave as the stub that it was.

    Args:
        submission: what the student handed in.
        target: the name under question, such as ``"softmax"``.

    Returns:
        The cells, empty where none that can be compiled binds ``target``.
    """
    cells = submission.cells
    index = _index(cells)
    if target not in index.binders:
        return ()
    search = _Search(index, cells, target)
    search.want(target, len(cells))
    search.wanted += [i for i in index.stars if EXPLORE not in cells[i].tags]
    return tuple(cells[i] for i in sorted(search.closure()))


class _Search:
    """The closure's state: positions still to visit, and how far each name was looked up."""

    def __init__(self, index: _Index, cells: tuple[SourceCell, ...], target: str) -> None:
        self.index = index
        self.cells = cells
        self.target = target
        self.wanted: list[int] = []
        self.binders: dict[str, list[int]] = {}
        self.looked_up: dict[str, int] = {}

    def closure(self) -> set[int]:
        """Visit all that is wanted and all that this needs."""
        chosen: set[int] = set()
        while self.wanted:
            position = self.wanted.pop()
            if position in chosen:
                continue
            chosen.add(position)
            for name in self.index.names[position].now:
                self.want(name, position)
            for name in self.index.names[position].later:
                self.want(name, len(self.cells))
        return chosen

    def want(self, name: str, before: int) -> None:
        """Want the cells ahead of ``before`` that bind or change a name, each only once."""
        if name not in self.binders:
            self.binders[name] = self._binders(name)
        positions = self.binders[name]
        start = self.looked_up.get(name, 0)
        if before > start:
            self.looked_up[name] = before
            self.wanted += positions[bisect_left(positions, start) : bisect_left(positions, before)]

    def _binders(self, name: str) -> list[int]:
        found = self.index.binders.get(name, [])
        if name in _BUILTINS:  # a scratch `sum = 0` elsewhere does not take `sum` from the answer
            found = [i for i in found if name in self.index.names[i].made]
        elif not found:
            found = self.index.stars
        kept = [i for i in found if EXPLORE not in self.cells[i].tags] or found
        unwritten = partial(_is_stub, name=name)
        if name == self.target and all(_read(self.cells[i], unwritten) for i in kept):
            kept = [i for i in found if i in kept or name in self.index.names[i].defines]
        if name == self.target:
            kept = self._without_later_imports(kept)
        return _without_repeated_imports(self.index, name, kept)

    def _without_later_imports(self, positions: list[int]) -> list[int]:
        """The target's cells without those that import a name like it once it has been written.

        Such as Keras's own layer, for another question that allows it.
        """
        written = [
            i
            for i in positions
            if self.target in self.index.names[i].made
            and self.target not in self.index.names[i].imports
            and not _read(self.cells[i], partial(_is_stub, name=self.target))
        ]
        imports = {i for i in positions if self.target in self.index.names[i].imports}
        return [i for i in positions if not written or i not in imports or i < written[-1]]


def _is_stub(source: str, name: str) -> bool:
    """Whether a cell's definition of a name still says that there is something to write."""
    definitions = (s for s in parse(source) if getattr(s, "name", None) == name)
    raised = (n.exc for d in definitions for n in ast.walk(d) if isinstance(n, ast.Raise))
    functions = (exc.func if isinstance(exc, ast.Call) else exc for exc in raised)
    return any(isinstance(f, ast.Name) and f.id == "NotImplementedError" for f in functions)


def _without_repeated_imports(index: _Index, name: str, positions: list[int]) -> list[int]:
    """Drop the cells that only import again what the first of them has imported.

    Of those that do nothing else, the first stays too: what comes before an import in its cell,
    such as mounting a drive, may fail.
    """
    defining = [i for i in positions if name in index.names[i].defines]
    origins = {index.names[i].imports.get(name) for i in defining}
    if len(origins) != 1 or None in origins:
        return positions
    alone = [i for i in defining if index.names[i].imports_alone]
    changing = [i for i in positions if name in index.names[i].changes]
    return sorted({defining[0], *alone[:1], *changing})


def definition_state(
    submission: Submission, target: str
) -> Literal["defined", "missing", "unparsable"]:
    """Whether a submission defines a name, and if not, whether a broken cell tries to."""
    index = _index(submission.cells)
    if any(target in index.names[i].defines for i in index.binders.get(target, ())):
        return "defined"
    return "unparsable" if unparsable_reason(submission, target) else "missing"


def unparsable_reason(submission: Submission, target: str) -> str:
    """The first broken cell that defines a name and its error, or ``""``.

    Returns:
        Text such as ``"cell 5, line 3: '(' was never closed"``.
    """
    name = re.escape(target)
    pattern = re.compile(
        rf"^[ \t]*(?:(?:def|class)[ \t]+{name}\b|{name}[ \t]*=(?!=))", re.MULTILINE
    )
    for cell in submission.cells:
        if cell.syntax_error is not None and pattern.search(cell.source):
            return f"{cell.label}, {cell.syntax_error}"
    return ""


@lru_cache(maxsize=4)
def _index(cells: tuple[SourceCell, ...]) -> _Index:
    modules = frozenset[str]().union(*(_read(cell, _modules) or () for cell in cells))
    index = _Index({}, {}, [])
    for position, cell in enumerate(cells):
        names = _read(cell, partial(_names, modules=modules))
        if names is None:
            continue
        index.names[position] = names
        for name in names.defines | names.changes:
            index.binders.setdefault(name, []).append(position)
        if names.star or names.features:
            index.stars.append(position)
    return index


def _read(cell: SourceCell, reader: Callable[[str], _T]) -> _T | None:
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
def _modules(source: str) -> frozenset[str]:
    """The names that a cell imports at its top level."""
    imports = (s for s in parse(source) if isinstance(s, ast.Import | ast.ImportFrom))
    return frozenset(name for statement in imports for name in imported_names(statement))


@_for_each_source
def _names(source: str, *, modules: frozenset[str]) -> _Names:
    readable, later, assigned = _globals_of(source)
    statements = parse(source)
    names = _Names(
        defines=set(),
        changes=assigned,
        imports={},
        made=set(),
        star=False,
        features=any(map(_is_feature, statements)),
        imports_alone=all(isinstance(s, ast.Import | ast.ImportFrom) for s in statements),
        now=set(),
        later=later,
    )
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
        if binds_for_certain(statement):
            certain |= defined
        for name in defined:
            origins.setdefault(name, set()).add(imported.get(name, ""))
    names.imports = {n: min(o) for n, o in origins.items() if len(o) == 1 and "" not in o}
    return names


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
