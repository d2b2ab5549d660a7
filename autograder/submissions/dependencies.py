"""The cells that one question needs: a closure over the names that cells bind and use.

So an endless loop, a crash or broken code in an unrelated cell costs nothing. What a cell's
module-level code reads can only come from an earlier cell; what the body of a function reads
can come from any, since the function is called after all of them have run. But what cells below
the answer do in passing is left out: they are experiments, made after its check.
"""

import builtins
import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Literal

import msgspec

from autograder.submissions.bindings import DEFINITION, INSTANCE, SPARE, VALUE
from autograder.submissions.cell_names import (
    CellNames,
    cell_names,
    imported_libraries,
    read_cell,
)
from autograder.submissions.passing import changed_in_passing
from autograder.submissions.read import SourceCell, Submission

EXPLORE = "explore"

_GIVEN = {"__name__", "__file__", "__doc__", "get_ipython", "display"}
_BUILTINS = frozenset(vars(builtins)) | _GIVEN


class _Index(msgspec.Struct):
    """Each cell's names, and for each name the positions of the cells that bind or change it.

    Args:
        names: by the cell's position.
        binders: positions, ascending.
        passing: by the cell's position, what it changes by a setting of a library, by a method
            beside something else or by calling a function of the student's.
        stars: the cells that import everything from somewhere.
        features: the cells that import a future feature.
        called: names that the functions of any cell call.
        callables: the classes of any cell whose objects are called.
    """

    names: dict[int, CellNames]
    binders: dict[str, list[int]]
    passing: dict[int, set[str]]
    stars: list[int]
    features: list[int]
    called: set[str]
    callables: set[str]


def cells_for(
    submission: Submission, target: str, *, at_answer: bool = False
) -> tuple[SourceCell, ...]:
    """The cells to run for one question, in the submission's order.

    A cell tagged ``explore`` is left out unless no other cell binds a name that is needed, or
    it defines the target, which all others leave as the stub that it was.

    Args:
        submission: what the student handed in.
        target: the name under question, such as ``"softmax"``.
        at_answer: whether names hold what they held when the answer's cell had run. Else what
            cells below it give to a helper or a constant counts: the student may have corrected
            it there, or used its name for another question.

    Returns:
        The cells, empty where none that can be compiled binds ``target``.
    """
    cells = submission.cells
    index = _index(cells)
    if target not in index.binders:
        return ()
    search = _Search(index, cells, target, at_answer)
    search.want(target, len(cells))
    stars = [i for i in index.stars if i < search.written]
    search.wanted += [i for i in stars + index.features if EXPLORE not in cells[i].tags]
    return tuple(cells[i] for i in sorted(search.closure()))


class _Search:
    """The closure's state: positions still to visit, and how far each name was looked up.

    ``written`` is the last cell that defines the target: what stands below came after its check.
    """

    def __init__(
        self, index: _Index, cells: tuple[SourceCell, ...], target: str, at_answer: bool
    ) -> None:
        self.index = index
        self.cells = cells
        self.target = target
        self.at_answer = at_answer
        self.written = len(cells)
        self.wanted: list[int] = []
        self.binders: dict[str, list[int]] = {}
        self.stars: list[int] = []
        self.looked_up: dict[str, int] = {}
        own = self._binders(target)
        self.binders[target] = own
        self.written = max(self._defining(target, own), default=len(cells))
        self.stars = self._likely_stars()

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
        found = self._found(name)
        if not found and name not in _BUILTINS:
            return self.stars
        kept = [i for i in found if EXPLORE not in self.cells[i].tags] or found
        if name == self.target and all(name in self.index.names[i].stubs for i in kept):
            kept = [i for i in found if i in kept or name in self.index.names[i].defines]
        kept = self._without_what_follows_a_definition(name, kept)
        kept = self._without_scratch(name, kept)
        if name != self.target:
            kept = [i for i in kept if i < self.written or not self._in_passing(name, i)]
        if name != self.target and self.at_answer:
            kept = self._up_to_the_answer(name, kept)
        return self._without_repeated_imports(name, kept)

    def _found(self, name: str) -> list[int]:
        """The cells that may give a name its value, those that explore among them."""
        found = self.index.binders.get(name, [])
        if name in _BUILTINS:  # a scratch `sum = 0` elsewhere does not take `sum` from the answer
            made = [i for i in found if self._means(name, i)]
            return [i for i in made if i <= self.written or self._defines(name, i)]
        return found

    def _means(self, name: str, position: int) -> bool:
        """Whether a cell takes a builtin's name for what the answer reads by it."""
        is_value = position < self.written and name not in self.index.called
        return is_value or name in self.index.names[position].made

    def _likely_stars(self) -> list[int]:
        """Where a name that no cell binds may come from: rather from above the answer."""
        stars = self.index.stars
        found = [i for i in stars if i < self.written] or stars
        return [i for i in found if EXPLORE not in self.cells[i].tags] or found

    def _defining(self, name: str, positions: Iterable[int]) -> list[int]:
        return [i for i in positions if name in self.index.names[i].defines]

    def _defines(self, name: str, position: int) -> bool:
        """Whether a cell holds a definition of a name."""
        return DEFINITION in self.index.names[position].kinds.get(name, ())

    def _last_written(self, name: str, positions: list[int]) -> int:
        """The last cell that defines a name by more than a stub; -1 where none does."""
        names = self.index.names
        written = (i for i in positions if self._defines(name, i) and name not in names[i].stubs)
        return max(written, default=-1)

    def _without_what_follows_a_definition(self, name: str, positions: list[int]) -> list[int]:
        """The cells without those that take a written definition's place by a stub or an import.

        The student wrote above the stub; or imports Keras's own layer, for another question.
        """
        last = self._last_written(name, positions)
        names = self.index.names
        replaced = {i for i in positions if name in names[i].stubs or name in names[i].imports}
        return [i for i in positions if i < last or last < 0 or i not in replaced]

    def _without_scratch(self, name: str, positions: list[int]) -> list[int]:
        """The cells without the experiments that use the name of a definition for a value.

        What stands above the answer counts, as it does in a kernel, unless it takes the name
        of a function from another function that calls it. Of a helper, nothing but another
        definition below the answer counts.
        """
        last = self._last_written(name, positions)
        scratch = {SPARE, VALUE, INSTANCE} if last >= 0 else {SPARE, INSTANCE}
        scratch -= {INSTANCE} if name in self.index.callables else set()
        is_function = last >= 0 and name in self.index.called
        after = last if is_function or name == self.target else max(last, self.written)
        dropped = {i for i in positions if i > after and self._is_scratch(name, i, scratch)}
        if name != self.target and last >= 0:
            below = [i for i in self._defining(name, positions) if i > max(last, self.written)]
            dropped.update(below)
        kept = [i for i in positions if i not in dropped]
        return kept if self._defining(name, kept) else positions

    def _up_to_the_answer(self, name: str, positions: list[int]) -> list[int]:
        """The cells without those below the answer, where one of the others gives a value."""
        names = self.index.names
        above = [i for i in positions if i <= self.written]
        gives = any(
            name in names[i].defines
            and name not in names[i].stubs
            and EXPLORE not in self.cells[i].tags
            for i in above
        )
        return above if gives else positions

    def _is_scratch(self, name: str, position: int, scratch: set[str]) -> bool:
        """Whether a cell binds a name in none but these ways; numbers beside a loop are one too."""
        kinds = self.index.names[position].kinds.get(name, set())
        return bool(kinds & scratch) and kinds <= {SPARE, VALUE} | scratch

    def _changes(self, name: str, position: int) -> bool:
        """Whether a cell changes a name's object, in passing or not."""
        return name in self.index.names[position].changes or name in self.index.passing[position]

    def _in_passing(self, name: str, position: int) -> bool:
        """Whether a cell does no more to a name than a setting or a function's call does."""
        names = self.index.names[position]
        if name not in self.index.passing[position] or name in names.defines:
            return False
        return name not in names.changes or name in names.settings

    def _without_repeated_imports(self, name: str, positions: list[int]) -> list[int]:
        """Drop the cells that only import again what the first of them has imported.

        Of those that do nothing else, the first stays too: what comes before an import in its
        cell, such as mounting a drive, may fail.
        """
        names = self.index.names
        defining = self._defining(name, positions)
        origins = {names[i].imports.get(name) for i in defining}
        if len(origins) != 1 or None in origins:
            return positions
        alone = [i for i in defining if names[i].imports_alone]
        changing = [i for i in positions if i <= self.written and self._changes(name, i)]
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
    libraries: dict[str, str] = {}
    for cell in cells:
        libraries |= read_cell(cell, imported_libraries) or {}
    reader = partial(cell_names, modules=frozenset(libraries))
    read = ((position, read_cell(cell, reader)) for position, cell in enumerate(cells))
    names = {position: found for position, found in read if found is not None}
    passing = changed_in_passing(names, libraries)
    binders: dict[str, list[int]] = {}
    for position, found in names.items():
        for name in found.defines | found.changes | passing[position]:
            binders.setdefault(name, []).append(position)
    return _Index(
        names,
        binders,
        passing,
        stars=[position for position, found in names.items() if found.star],
        features=[position for position, found in names.items() if found.features],
        called=set().union(*(found.called for found in names.values())),
        callables=set().union(*(found.callables for found in names.values())),
    )
