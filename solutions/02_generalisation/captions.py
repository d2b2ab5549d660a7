"""A target that is a distribution: the question caption_distribution (2.12)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]

CAPTIONS = [
    "a cat on a sofa",
    "a sleeping cat",
    "cat",
    "a cat",
    "a tabby in the afternoon sun",
    "someone has stolen my seat",
    "an orange animal, asleep",
    "do not disturb",
]


def _written(random: np.random.Generator, counts: list[int]) -> Inputs:
    """As many different captions as counts, each as often as its count, in any order."""
    chosen = random.choice(len(CAPTIONS), size=len(counts), replace=False)
    repeated = [CAPTIONS[index] for index in np.repeat(chosen, counts)]
    return {"captions": [repeated[index] for index in random.permutation(len(repeated))]}


def written_captions(random: np.random.Generator) -> Iterator[Inputs]:
    """Some captions more usual than others; none twice; all the same."""
    for counts in ([3, 1], [4, 2, 1], [1, 1, 1, 1], [5], [7, 3, 3, 2, 1]):
        yield _written(random, counts)


def many_captions(random: np.random.Generator) -> Iterator[Inputs]:
    """Random counts, and texts that differ in nothing but capitals or spaces."""
    for size in range(2, 9):
        yield _written(random, [int(count) for count in random.integers(1, 40, size=size)])
    yield {"captions": ["A cat", "a cat", "a cat", "a  cat", "a cat.", "a cat "]}


CAPTION_DISTRIBUTION = Question(
    name="caption_distribution",
    ideas=("A3",),
    hints=(
        "How many different captions are there, and how often was each of them written?",
        "`Counter(captions)` counts. By what must the counts be divided for them to sum to 1?",
        "By the number of captions written, not by the number of different ones.",
    ),
    checks=(
        output(
            "shares",
            points=3,
            inputs=written_captions,
            oracle=oracles.caption_distribution,
            probe="captions_and_probabilities",
            shown="caption_distribution(captions)",
            means="Each caption's probability is its share of all that were written.",
        ),
        property_check(
            "more captions",
            points=1,
            inputs=many_captions,
            oracle=oracles.caption_distribution,
            probe="captions_and_probabilities",
            shown="caption_distribution(captions)",
            visible=False,
        ),
    ),
)
