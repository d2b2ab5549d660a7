"""Checks made ready for one run: every random choice taken, every expected value computed.

Grading prepares them from ``questions.py`` and a secret seed; a student's copy is recorded
from a public seed. Judging does not know the difference.
"""

from typing import Any

import msgspec

from autograder.checks.expectations import Case
from autograder.results import Kind

Reply = dict[str, Any] | str | None
"""For one case: arrays by key; the exception that was raised instead; None if nothing came."""


class Fingerprint(msgspec.Struct, frozen=True, kw_only=True):
    """What a known wrong answer gives for a check's cases.

    Args:
        name: the mutant's name.
        says: what a student is told whose answer equals it.
        replies: one for each case.
    """

    name: str
    says: str
    replies: tuple[Reply, ...]


class PreparedCheck(msgspec.Struct, frozen=True, kw_only=True):
    """A check with its cases; the fields are those of :class:`autograder.checks.check.Check`."""

    name: str
    kind: Kind
    points: float
    visible: bool
    probe: str
    seconds: float
    tries: int
    means: str
    shown: str
    cases: tuple[Case, ...]
    seed: int
    same_draws_as: str = ""
    fingerprints: tuple[Fingerprint, ...] = ()


class PreparedQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question with its prepared checks."""

    assignment: str
    name: str
    hints: tuple[str, ...]
    forbidden: tuple[str, ...]
    probes: str
    checks: tuple[PreparedCheck, ...]

    def without_training(self) -> "PreparedQuestion":
        """The question with its quick checks alone."""
        quick = tuple(check for check in self.checks if check.kind != "training")
        return msgspec.structs.replace(self, checks=quick)

    @property
    def max_points(self) -> float:
        """The sum of the checks' points."""
        return float(sum(check.points for check in self.checks))
