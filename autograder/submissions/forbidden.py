"""Find where an answer uses what the question asks the student to write.

A teaching aid, not a security boundary: it names the line of an honest shortcut before
anything runs. Who hides the call well enough gains no more than the call.
"""

import ast
import re
from bisect import bisect_left
from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator

import msgspec

from autograder.submissions.aliases import Exports, Scope, bind, canonical, path_of, walk
from autograder.submissions.changes import changed_names
from autograder.submissions.library_aliases import with_library_aliases
from autograder.submissions.names import (
    binds_for_certain,
    defined_names,
    imported_names,
    in_this_scope,
    root_name,
)
from autograder.submissions.read import SourceCell
from autograder.submissions.syntax import parse

# Where a library keeps the code behind its public names.
_PRIVATE = ("keras.src.", "tensorflow.python.")
_RUN_TEXT = frozenset(["eval", "exec", "attrgetter"])
_NAME_BY_TEXT = frozenset(["getattr", "__import__", "import_module"])
_OWN = frozenset(["self", "cls"])


class Finding(msgspec.Struct, frozen=True):
    """A use of a forbidden name.

    Args:
        name: the forbidden name, such as ``"keras.ops.softmax"``.
        label: the cell.
        line: the line in the cell's source, from 1.
    """

    name: str
    label: str
    line: int


class _Unit(msgspec.Struct, frozen=True):
    """A top-level statement, its cell, and the names that it binds or changes.

    Those that it makes anew hold nothing of what they held, unless it reads that.
    """

    statement: ast.stmt
    label: str
    position: int
    binds: frozenset[str]
    anew: frozenset[str]


def find_forbidden(
    cells: Iterable[SourceCell], forbidden: Collection[str], target: str
) -> list[Finding]:
    """Find the uses of forbidden names in what a definition reaches.

    Args:
        cells: the cells that the question depends on, in order.
        forbidden: dotted names such as ``"keras.ops.softmax"``; ``"tensorflow.nn.*"`` stands
            for everything below it. Other public names of the same functions count too.
        target: the name under question. Only its own definition counts, and the top-level
            definitions and values that it refers to.

    Returns:
        One finding for each name and line, in order; none where the code is nested too
        deeply to be looked at.
    """
    if not forbidden:
        return []
    try:
        units = [unit for n, cell in enumerate(cells) for unit in _units(cell, n)]
        return _Search(units, forbidden).findings(target)
    except (RecursionError, MemoryError):
        return []


def _units(cell: SourceCell, position: int) -> Iterator[_Unit]:
    if cell.syntax_error is None:
        for statement in parse(cell.source):
            defined = frozenset(defined_names(statement))
            anew = defined if binds_for_certain(statement) else frozenset[str]()
            binds = defined | changed_names(statement, frozenset())
            yield _Unit(statement, cell.label, position, binds, anew)


class _Search:
    """Looks for forbidden names, knowing what each top-level name stands for."""

    def __init__(self, units: list[_Unit], forbidden: Collection[str]) -> None:
        self.units = units
        aliases = with_library_aliases(forbidden)
        given, all_names = (sorted(map(canonical, names)) for names in (forbidden, aliases))
        self.names = tuple(dict.fromkeys((*given, *all_names)))
        self.forbidden = frozenset(all_names)
        self.exports: Exports = self._exports()
        self.top: Scope = ChainMap({})
        for unit in units:
            bind(unit.statement, self.top, self.exports)

    def _exports(self) -> dict[str, dict[str, str]]:
        exports: dict[str, dict[str, str]] = {}
        for path in self.forbidden:
            owner, _, name = path.rpartition(".")
            exports.setdefault(owner, {})[name] = path
        return exports

    def findings(self, target: str) -> list[Finding]:
        """What the target's definition uses, by cell and line."""
        found = {}
        for unit in self._reached(target):
            for node, scope in walk(unit.statement, self.top, self.exports):
                name = self._used_by(node, scope)
                if isinstance(node, ast.Import | ast.ImportFrom):
                    name = self._imported(node, target, inside=node is not unit.statement)
                if name:
                    line = getattr(node, "lineno", unit.statement.lineno)
                    found[unit.position, line, name] = Finding(name, unit.label, line)
        return [found[key] for key in sorted(found)]

    def _reached(self, target: str) -> list[_Unit]:
        """The statements that bind the target, or a name that such a statement reads.

        Of those that bind a name, the ones before the last that makes it anew don't count, unless
        a statement between reads it, as ``keep = h`` does between two definitions of ``h``.

        Names of libraries are not followed: ``keras.layers.Dense(3)`` on a line of its own
        is no part of every answer that uses Keras.
        """
        binders: dict[str, list[int]] = {}
        for position, unit in enumerate(self.units):
            for name in unit.binds:
                if name == target or not self.top.get(name):
                    binders.setdefault(name, []).append(position)
        reached: set[int] = set()
        seen: set[tuple[str, int]] = set()
        wanted = [(target, len(self.units))]
        while wanted:
            name, before = wanted.pop()
            positions = binders.get(name, [])
            for n in range(bisect_left(positions, before) - 1, -1, -1):
                position = positions[n]
                if (name, position) in seen:
                    break
                seen.add((name, position))
                if position not in reached:
                    reached.add(position)
                    wanted += self._names_read(position)
                if name in self.units[position].anew:
                    break
        return [self.units[position] for position in reached]

    def _names_read(self, position: int) -> Iterator[tuple[str, int]]:
        """The names that a statement reads, and before which statement they have their value."""
        statement = self.units[position].statement
        now = set(in_this_scope(statement))
        for node, scope in walk(statement, self.top, self.exports):
            if not isinstance(node, ast.Name) or isinstance(node.ctx, ast.Store):
                continue
            if not any(node.id in names for names in scope.maps[:-1]):
                yield node.id, position if node in now else len(self.units)

    def _used_by(self, node: ast.AST, scope: Scope) -> str:
        """The forbidden name that a node stands for or asks for by text, or ``""``."""
        if isinstance(getattr(node, "ctx", None), ast.Store | ast.Del):
            return ""
        if not isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call):
            return ""
        path = path_of(node, scope)
        if path:
            return self._match(path)
        return self._asked_by_text(node, scope) if isinstance(node, ast.Call) else ""

    def _match(self, path: str) -> str:
        if path in self.forbidden:
            return path
        for private in _PRIVATE:
            if path.startswith(private):
                return self._called(path.rpartition(".")[2], private.partition(".")[0])
        parents = (path[: dot.start()] for dot in re.finditer(r"\.", path))
        return path if any(f"{parent}.*" in self.forbidden for parent in parents) else ""

    def _called(self, last_part: str, library: str = "") -> str:
        """The first forbidden name that ends in ``last_part``, or ``""``; aliases come last."""
        named = (n for n in self.names if n.rpartition(".")[2] == last_part)
        return next((n for n in named if n.startswith(library)), "")

    def _imported(self, node: ast.Import | ast.ImportFrom, target: str, *, inside: bool) -> str:
        """What an import loads that is forbidden, or ``""``.

        At the top level it is ``from keras.ops import softmax`` where ``softmax`` was to be
        written; within a function or a class any name, for it is there to be used.
        """
        imported = imported_names(node)
        if inside and isinstance(node, ast.ImportFrom):
            return next(
                (found for p in imported.values() if (found := self._match(canonical(p)))), ""
            )
        if not self.top.get(target):
            return ""  # the student's own definition comes after it
        return self._match(canonical(imported.get(target, "")))

    def _asked_by_text(self, call: ast.Call, scope: Scope) -> str:
        """``getattr(unknown, "softmax")`` and ``eval("keras.ops.softmax(x)")``."""
        function = call.func.attr if isinstance(call.func, ast.Attribute) else root_name(call.func)
        if function == "getattr" and call.args:
            owner = root_name(call.args[0])
            known = owner in self.top and not self.top[owner]
            if owner in _OWN or known or path_of(call.args[0], scope):
                return ""
        texts = [a.value for a in call.args if isinstance(a, ast.Constant)]
        words: list[str] = []
        for text in texts:
            if isinstance(text, str) and function in _NAME_BY_TEXT:
                words.append(text)
            elif isinstance(text, str) and function in _RUN_TEXT:
                words += re.findall(r"\w+", text)
        return next((name for word in words if (name := self._called(word))), "")
