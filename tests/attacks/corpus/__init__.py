"""The corpus of attacks: one entry for each technique that a submission may try.

The tests grade all of them in one batch with honest neighbours; the program
``benchmarks/attacks_elsewhere.py`` runs them under other graders, in a machine to throw away.
"""

from .attempt import DOUBLE, HONEST, THREATS, WRONG, Attempt, hand_in
from .forge_by_ending import ENDINGS
from .forge_by_objects import OBJECTS
from .forge_by_patching import PATCHES
from .forge_by_writing import WRITTEN
from .innocent import INNOCENT
from .intake import INTAKE
from .learn import SPIES
from .reach import REACHES
from .teaching import CHEATS
from .use_up import HOGS

CORPUS: tuple[Attempt, ...] = (
    *PATCHES,
    *OBJECTS,
    *ENDINGS,
    *WRITTEN,
    *SPIES,
    *REACHES,
    *HOGS,
    *INTAKE,
    *CHEATS,
    *INNOCENT,
)

__all__ = ["CORPUS", "DOUBLE", "HONEST", "THREATS", "WRONG", "Attempt", "hand_in"]
