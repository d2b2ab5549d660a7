"""Easy samples first: the question curriculum (7.11)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.questions.question import Question

Inputs = dict[str, Any]


def trainings(random: np.random.Generator) -> Iterator[Inputs]:
    """Short trainings whose shares leave rests; one has more epochs than samples."""
    for size, num_epochs in ((5, 2), (11, 4), (3, 5)):
        yield {
            "x": random.normal(size=(size, 3)).astype("float32"),
            "y": random.integers(3, size=size) + 10 * np.arange(size),
            "difficulty": random.permutation(size) + random.uniform(-0.3, 0.3, size),
            "num_epochs": num_epochs,
        }


def single_epochs(random: np.random.Generator) -> Iterator[Inputs]:
    """Every epoch of these trainings."""
    for training in trainings(random):
        for epoch in range(training["num_epochs"]):
            yield {**training, "epoch": epoch}


def number_of_samples(size: int, epoch: int, num_epochs: int) -> int:
    """The share of the epoch, rounded up, in whole numbers."""
    return min(size, -(-size * (epoch + 1) // num_epochs))


def easiest(
    x: np.ndarray, y: np.ndarray, difficulty: np.ndarray, num_epochs: int, epoch: int
) -> dict[str, np.ndarray]:
    """The expected part, sorted by x: of each sample it is counted how many are easier."""
    rank = (difficulty[:, None] > difficulty[None, :]).sum(axis=1)
    rows = np.flatnonzero(rank < number_of_samples(len(x), epoch, num_epochs))
    rows = rows[np.argsort(x[rows].reshape(len(rows), -1)[:, 0])]
    return {"x of the part, sorted": x[rows], "y in the same order": y[rows]}


def first_epochs(x: np.ndarray, num_epochs: int, **_: Any) -> dict[str, Any]:
    """The epoch, counted from 1, in which each sample comes first, is what the probe finds."""
    sizes = [number_of_samples(len(x), epoch, num_epochs) for epoch in range(num_epochs)]
    return {
        "samples in each epoch": np.array(sizes),
        "samples of the epoch before that are kept": np.array(sizes[:-1]),
    }


def skewed_images(random: np.random.Generator) -> Iterator[Inputs]:
    """Images with rows of targets; difficulties of any sign, most of them between -1 and 1.

    In the second case only a part of those below 0 is chosen.
    """
    for size, epoch, num_epochs in ((7, 0, 1), (8, 0, 3), (9, 2, 4), (8, 4, 6), (10, 7, 7)):
        yield {
            "x": random.normal(size=(size, 2, 3, 1)),
            "y": random.normal(size=(size, 2)),
            "difficulty": random.permutation(3.0 ** np.arange(size) - 30.0) / 1000,
            "num_epochs": num_epochs,
            "epoch": epoch,
        }


CURRICULUM = Question(
    name="curriculum",
    ideas=("J10",),
    hints=(
        "In the first of five epochs one fifth of the samples may be used, in the last all of "
        "them. Which share is that in epoch number `epoch`, counted from 0?",
        "`np.argsort(difficulty)` lists the rows from the easiest to the hardest. The first few "
        "of them choose from x and from y alike.",
        "Round the number of samples up, so that even the first epoch has one.",
    ),
    checks=(
        output(
            "growing parts",
            points=2,
            inputs=single_epochs,
            oracle=easiest,
            probe="curriculum_part",
            means="Epoch by epoch, the easiest samples in growing number, with their labels.",
            shown="curriculum(x, y, difficulty, epoch, num_epochs)",
        ),
        property_check(
            "from few to all",
            points=2,
            inputs=trainings,
            oracle=first_epochs,
            probe="curriculum_course",
            means="Every epoch keeps what it had and adds harder samples; the last has them all.",
            shown="[curriculum(x, y, difficulty, epoch, num_epochs) for epoch in …]",
        ),
        output(
            "images",
            points=1,
            visible=False,
            inputs=skewed_images,
            oracle=easiest,
            probe="curriculum_part",
            means="x and y of any further dimensions; only the order of the difficulties counts.",
            shown="curriculum(x, y, difficulty, epoch, num_epochs)",
        ),
    ),
)
