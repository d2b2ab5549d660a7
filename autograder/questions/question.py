"""What an author declares: an assignment and its questions."""

import dataclasses
from functools import cached_property

from autograder.checks.check import Check
from autograder.errors import AuthoringError


@dataclasses.dataclass(frozen=True, kw_only=True)
class Question:
    """One name that the student writes, and everything that is asked of it.

    Args:
        name: the function or class, exactly as the student writes it.
        ideas: the ideas of the curriculum that an answer has to get right, such as ``"D4"``.
        checks: in the order in which a student should look at them.
        hints: from the gentlest on; each leads, none tells.
        forbidden: dotted names that the answer may not call, such as ``"keras.ops.softmax"``;
            ``"tensorflow.nn.*"`` stands for all of a module. The other public names of the same
            functions, such as ``"tensorflow.raw_ops.Softmax"``, are forbidden with them.
    """

    name: str
    ideas: tuple[str, ...]
    checks: tuple[Check, ...]
    hints: tuple[str, ...]
    forbidden: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in ("ideas", "checks", "hints", "forbidden"):
            if isinstance(value := getattr(self, field), str):
                raise AuthoringError(
                    f"{self.name}: {field} must be a tuple. Received: {value!r}. A tuple of one "
                    "needs a comma."
                )
        undotted = [name for name in self.forbidden if "." not in name]
        if undotted:
            raise AuthoringError(
                f"{self.name}: forbidden names are dotted, such as 'keras.ops.softmax'. "
                f"Received: {undotted}"
            )
        names = [check.name for check in self.checks]
        if len(set(names)) != len(names):
            raise AuthoringError(f"Two checks of {self.name} have the same name: {names}")
        if not self.checks or not self.hints:
            raise AuthoringError(f"{self.name} needs at least one check and one hint.")
        probes = {check.name: check.probe for check in self.checks}
        for check in self.checks:  # one may stand alone, where others are not asked
            if probes.get(check.same_draws_as, check.probe) != check.probe:
                raise AuthoringError(
                    f"The checks {check.name!r} and {check.same_draws_as!r} of {self.name} have "
                    "the same draws, and different probes. What serves both has to be one call."
                )

    @property
    def max_points(self) -> float:
        """The sum of the checks' points."""
        return float(sum(check.points for check in self.checks))

    def check(self, name: str) -> Check:
        """The check of that name."""
        for check in self.checks:
            if check.name == name:
                return check
        known = ", ".join(repr(check.name) for check in self.checks)
        raise AuthoringError(f"{self.name} has no check {name!r}. It has: {known}")


@dataclasses.dataclass(frozen=True)
class Assignment:
    """A folder of ``solutions/``.

    Args:
        name: the folder's name, such as ``"03_output_layers"``.
        title: for people.
        questions: in the order of the notebook.
    """

    name: str
    title: str
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        names = [question.name for question in self.questions]
        if len(set(names)) != len(names):
            raise AuthoringError(f"Two questions of {self.name} have the same name: {names}")

    @cached_property
    def topic(self) -> str:
        """The notebook's name: the folder's without its number."""
        return self.name.partition("_")[2]

    @property
    def max_points(self) -> float:
        """The sum of the questions' points."""
        return float(sum(question.max_points for question in self.questions))

    def question(self, name: str) -> Question:
        """The question of that name."""
        for question in self.questions:
            if question.name == name:
                return question
        known = ", ".join(question.name for question in self.questions)
        raise AuthoringError(f"{self.name} has no question {name!r}. It has: {known}")
