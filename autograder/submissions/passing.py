"""What a cell changes in passing: by a setting, a method's side effect or a function's call."""

from collections import defaultdict
from collections.abc import Iterable

from autograder.submissions.cell_names import CellNames
from autograder.submissions.changes import Effects

# A cell may set what thousands of names feel; thousands of such cells would fill the memory.
MAX_CHANGED_IN_PASSING = 100_000
MAX_CALLS_DEEP = 10


def changed_in_passing(
    names: dict[int, CellNames], libraries: dict[str, str]
) -> dict[int, set[str]]:
    """For each cell the names that its settings and the functions it calls change.

    What is set in a library is felt by every name that comes from it.
    """
    effects = _effects(names.values())
    families: defaultdict[str, set[str]] = defaultdict(set)
    for name, library in libraries.items():
        families[library].add(name)
    passing = {}
    more = MAX_CHANGED_IN_PASSING
    for position, found in names.items():
        felt = [families[libraries[name]] for name in found.wide if more > 0]
        called = [effects[f].changes for f in found.runs if f in effects and more > 0]
        given = {
            name
            for function, names_given in found.runs.items()
            if function in effects
            for slot, name in names_given
            if slot in effects[function].given
        }
        passing[position] = found.settings.union(found.beside, given, *felt, *called)
        more -= sum(map(len, (*felt, *called)))
    return passing


def _effects(cells: Iterable[CellNames]) -> dict[str, Effects]:
    """What calling each function does, also through the functions that it calls."""
    effects: dict[str, Effects] = {}
    for found in cells:
        for name, effect in found.effects:
            known = effects.setdefault(name, Effects(set(), set(), set()))
            known.changes |= effect.changes
            known.calls |= effect.calls
            known.given |= effect.given
    more = MAX_CHANGED_IN_PASSING
    for _ in range(MAX_CALLS_DEEP):
        for effect in effects.values():
            for called in effect.calls & effects.keys():
                if more > 0:
                    more -= len(effects[called].changes)
                    effect.changes |= effects[called].changes
    return effects
