"""Questions of the tiny assignment."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output
from autograder.questions.question import Assignment, Question

from . import oracles


def small_arrays(random: np.random.Generator) -> Iterator[dict[str, Any]]:
    """Two arrays of distinct dimensions."""
    for shape in ((2,), (3, 4)):
        yield {"x": random.normal(size=shape)}


def arrays_to_shift(random: np.random.Generator) -> Iterator[dict[str, Any]]:
    """Two arrays with an amount each."""
    for inputs in small_arrays(random):
        yield inputs | {"amount": float(random.normal())}


ASSIGNMENT = Assignment(
    "01_tiny",
    "A tiny assignment",
    (
        Question(
            name="double",
            ideas=("A1",),
            checks=(
                output("values", points=2, inputs=small_arrays, oracle=oracles.double),
                output(
                    "kept back", points=1, inputs=small_arrays, oracle=oracles.double, visible=False
                ),
            ),
            hints=("What is x + x?",),
        ),
        Question(
            name="Shift",
            ideas=("A1",),
            checks=(
                output(
                    "moved",
                    points=2,
                    inputs=arrays_to_shift,
                    oracle=oracles.shift,
                    probe="shifted",
                ),
            ),
            hints=("Which operator adds?",),
        ),
    ),
)
