"""Which idea of the curriculum is covered by which question.

The ideas are those of the source notes, numbered by section; an idea counts as covered when a
question that names it would fail a student who misunderstood it.
"""

from collections.abc import Iterable
from importlib import resources

import msgspec

from autograder.errors import AuthoringError
from autograder.questions.question import Assignment


def ideas() -> dict[str, str]:
    """Every idea's text by its number, such as ``"D4": "softmax"``, in the notes' order."""
    text = resources.files("autograder").joinpath("ideas.json").read_bytes()
    return msgspec.json.decode(text, type=dict[str, str])


def covered(assignments: Iterable[Assignment]) -> dict[str, tuple[str, ...]]:
    """The questions that cover each idea, as ``"assignment: question"``.

    Raises:
        AuthoringError: a question names an idea that the curriculum does not have.
    """
    known = ideas()
    found: dict[str, tuple[str, ...]] = {}
    for assignment in assignments:
        for question in assignment.questions:
            for idea in question.ideas:
                if idea not in known:
                    raise AuthoringError(f"{question.name} names an unknown idea {idea!r}.")
                found[idea] = (*found.get(idea, ()), f"{assignment.name}: {question.name}")
    return found
