"""Questions of the target assignment: quick ones, since many submissions attack them."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, training
from autograder.questions.question import Assignment, Question

from . import oracles

SECONDS = 4.0
"""What a call may take; attacks that never end use it up."""

PATIENT_SECONDS = 60.0
"""Enough for an attack that breaks another limit, however busy the machine is."""

CLASSES = 3


def batches_of_logits(random: np.random.Generator) -> Iterator[dict[str, Any]]:
    """Two batches with distinct dimensions."""
    for shape in ((2, 3), (4, 5)):
        yield {"logits": random.normal(size=shape).astype(np.float32)}


def one_batch_of_logits(random: np.random.Generator) -> Iterator[dict[str, Any]]:
    """One batch in float64."""
    yield {"logits": random.normal(size=(3, 4))}


def arrays(random: np.random.Generator) -> Iterator[dict[str, Any]]:
    """A vector and a matrix."""
    for shape in ((2,), (3, 4)):
        yield {"x": random.normal(size=shape)}


def clouds(random: np.random.Generator) -> tuple[dict[str, Any], np.ndarray]:
    """Points around a centre of their class, and the labels of the points to classify."""
    centres = 6 * random.normal(size=(CLASSES, 8))
    labels = random.integers(0, CLASSES, size=300)
    labels[:CLASSES] = range(CLASSES)
    points = (centres[labels] + random.normal(size=(300, 8))).astype(np.float32)
    return {"x_train": points[:100], "y_train": labels[:100], "x": points[100:]}, labels[100:]


ASSIGNMENT = Assignment(
    "01_target",
    "What attacks aim at",
    (
        Question(
            name="softmax",
            ideas=("D4",),
            checks=(
                output(
                    "values",
                    points=2,
                    inputs=batches_of_logits,
                    oracle=oracles.softmax,
                    seconds=SECONDS,
                ),
                gradient(
                    "gradient",
                    points=1,
                    inputs=one_batch_of_logits,
                    forward=oracles.softmax,
                    wrt=["logits"],
                    seconds=SECONDS,
                ),
                output(
                    "kept back",
                    points=1,
                    inputs=batches_of_logits,
                    oracle=oracles.softmax,
                    visible=False,
                    seconds=SECONDS,
                ),
            ),
            hints=("What must each row sum to? CANARY",),
            forbidden=(
                "keras.ops.softmax",
                "keras.activations.softmax",
                "keras.layers.Softmax",
                "tensorflow.nn.softmax",
            ),
        ),
        Question(
            name="double",
            ideas=("A1",),
            checks=(
                output(
                    "values",
                    points=2,
                    inputs=arrays,
                    oracle=oracles.double,
                    probe="call_numpy",
                    seconds=SECONDS,
                ),
            ),
            hints=("What is x + x?",),
        ),
        Question(
            name="classify",
            ideas=("D5",),
            checks=(
                training(
                    "held-out points",
                    points=3,
                    data=clouds,
                    probe="classified",
                    metric="accuracy",
                    tries=1,
                    seconds=PATIENT_SECONDS,
                ),
            ),
            hints=("Where do the points of a class lie?",),
        ),
    ),
)
