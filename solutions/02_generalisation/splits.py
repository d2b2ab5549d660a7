"""Held-out data: train_validation_test_split (2.1) and k_fold_indices (2.2)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.checks.expectations import Between
from autograder.checks.statistics import mean_near
from autograder.questions.question import Question

Inputs = dict[str, Any]

ROUNDING = 1.999
"""How far a part's size may be from its share: two parts rounded down, the rest in the third."""


def drawn_positions(num_samples: int, size: int) -> list[Between]:
    """``size`` positions, drawn without replacement from 0 to ``num_samples - 1``.

    The standard deviation of 60 or more draws lies within half of its expected value, by far: for
    60 independent ones it varies by 6 %.
    """
    spread = float(np.sqrt((num_samples**2 - 1) / 12))
    left_over = float(np.sqrt((num_samples - size) / (num_samples - 1)))
    mean = mean_near((num_samples - 1) / 2, spread * left_over, (size,))
    low, high = 0.5 * spread, 1.5 * spread
    return [
        mean,
        Between(key="", low=low, high=high, shape=(size,), statistic="standard_deviation"),
    ]


def _data(
    random: np.random.Generator, x_shape: tuple[int, ...], y_shape: tuple[int, ...]
) -> Inputs:
    """Inputs of a shape, and a different label for each sample."""
    labels = random.permutation(10 * int(np.prod(y_shape)))[: int(np.prod(y_shape))]
    x = random.normal(size=x_shape).astype("float32")
    return {"x": x, "y": labels.reshape(y_shape).astype("int64")}


def data_to_split(random: np.random.Generator) -> Iterator[Inputs]:
    """Vectors, and images with two labels each; shares that are whole numbers of samples."""
    shapes = (((20, 3), (20,)), ((60, 2), (60,)), ((48, 4, 3, 2), (48, 2)))
    shares = ([0.5, 0.25, 0.25], [0.6, 0.3, 0.1], [0.75, 0.125, 0.125])
    for (x_shape, y_shape), fractions in zip(shapes, shares, strict=True):
        data = _data(random, x_shape, y_shape)
        yield data | {"fractions": fractions, "seed": int(random.integers(1000))}


def uneven_data_to_split(random: np.random.Generator) -> Iterator[Inputs]:
    """Numbers of samples of which the fractions are no whole numbers."""
    for size in (11, 13, 17, 23, 29, 61, 97):
        shares = random.dirichlet([6.0, 3.0, 3.0])
        fractions = [float(share) for share in 0.25 / 3 + 0.75 * shares]
        fractions[2] = 1 - fractions[0] - fractions[1]
        data = _data(random, (size, 2), (size,))
        yield data | {"fractions": fractions, "seed": int(random.integers(1000))}


def data_in_order(random: np.random.Generator) -> Iterator[Inputs]:
    """Sorted data; the first column of x counts the samples. A seed may be 0."""
    for size, seed in ((400, 0), (800, int(random.integers(1, 1000)))):
        x = np.stack([np.arange(size), random.normal(size=size)], axis=1).astype("float32")
        y = np.sort(random.integers(5, size=size))
        yield {"x": x, "y": y, "fractions": [0.5, 0.25, 0.25], "seed": seed}


def _sizes(x: np.ndarray, fractions: list[float]) -> dict[str, Any]:
    shares = zip(("training", "validation", "test"), fractions, strict=True)
    return {
        f"size of the {name} part": Between(
            key="", low=share * len(x) - ROUNDING, high=share * len(x) + ROUNDING
        )
        for name, share in shares
    }


def each_row_once(x: np.ndarray, fractions: list[float], **_: Any) -> dict[str, Any]:
    """All rows of x, by their first number, and sizes near the shares."""
    order = np.argsort(x.reshape(len(x), -1)[:, 0])
    return _sizes(x, fractions) | {"rows of x in all parts, sorted": x[order]}


def labels_of_rows(x: np.ndarray, y: np.ndarray, **_: Any) -> dict[str, Any]:
    """Each row's own label, and the dtypes of both."""
    order = np.argsort(x.reshape(len(x), -1)[:, 0])
    return {
        "rows of y in all parts, in the order of x": y[order],
        "dtypes of x and y": [str(x.dtype), str(y.dtype)],
    }


def rows_and_labels(x: np.ndarray, y: np.ndarray, fractions: list[float], seed: int) -> Inputs:
    """Both of these."""
    return each_row_once(x, fractions) | labels_of_rows(x, y)


def from_everywhere(x: np.ndarray, fractions: list[float], **_: Any) -> dict[str, Any]:
    """Positions as if drawn at random, in each part."""
    names = ("training", "validation", "test")
    return {
        f"positions of the {name} part": drawn_positions(len(x), int(share * len(x)))
        for name, share in zip(names, fractions, strict=True)
    }


def decided_by_the_seed(**_: Any) -> dict[str, Any]:
    """What two calls with one seed, and a call with another, have to be."""
    return {"same seed, same result": True, "other seed, other result": True}


SPLIT = "train_validation_test_split(x, y, fractions, seed)"

TRAIN_VALIDATION_TEST_SPLIT = Question(
    name="train_validation_test_split",
    ideas=("B4", "B6"),
    forbidden=(
        "sklearn.model_selection.train_test_split",
        "sklearn.model_selection.ShuffleSplit",
        "sklearn.model_selection.StratifiedShuffleSplit",
        "sklearn.model_selection.KFold",
        "keras.utils.split_dataset",
        "tensorflow.keras.utils.split_dataset",
    ),
    hints=(
        "Rather than shuffle x and y, draw one random order of the positions 0, 1, 2, …, and "
        "use it for both.",
        "`np.random.default_rng(seed).permutation(n)` is such an order. Into which three pieces "
        "do the fractions cut it?",
        "Where does the second piece end? At the sum of the first two fractions. The third gets "
        "all the rest, so that nothing is lost by rounding.",
    ),
    checks=(
        output(
            "every sample once",
            points=2,
            inputs=data_to_split,
            oracle=each_row_once,
            probe="split_parts",
            shown=SPLIT,
            means="Each sample is in exactly one part, and their sizes are the fractions of all.",
        ),
        output(
            "pairs stay together",
            points=1,
            inputs=data_to_split,
            oracle=labels_of_rows,
            probe="split_parts",
            shown=SPLIT,
            means="In every part, y[i] still belongs to x[i], and both keep their dtypes.",
        ),
        output(
            "shuffled",
            points=1,
            inputs=data_in_order,
            oracle=from_everywhere,
            probe="split_of_sorted_data",
            shown=SPLIT,
            means="Of sorted data each part gets samples from everywhere, not a stretch of them. "
            "(A random split fails this once in 10 million times.)",
        ),
        output(
            "seed",
            points=1,
            inputs=data_in_order,
            oracle=decided_by_the_seed,
            probe="split_twice",
            shown=SPLIT,
            means="The seed, and nothing else, decides who goes where.",
        ),
        property_check(
            "uneven sizes",
            points=1,
            inputs=uneven_data_to_split,
            oracle=rows_and_labels,
            probe="split_parts",
            shown=SPLIT,
            visible=False,
            means="No sample is lost or doubled where the fractions give no whole numbers.",
        ),
    ),
)


def samples_and_folds(random: np.random.Generator) -> Iterator[Inputs]:
    """With and without a remainder, two folds, leave-one-out."""
    for num_samples, num_folds in ((6, 3), (11, 4), (23, 5), (9, 2), (7, 7), (29, 10)):
        seed = int(random.integers(1000))
        yield {"num_samples": num_samples, "num_folds": num_folds, "seed": seed}


def many_samples_and_folds(random: np.random.Generator) -> Iterator[Inputs]:
    """Random numbers of both, and a remainder of all but one."""
    for num_samples in range(4, 40, 3):
        num_folds = int(random.integers(2, num_samples + 1))
        seed = int(random.integers(10**6))
        yield {"num_samples": num_samples, "num_folds": num_folds, "seed": seed}
    yield {"num_samples": 59, "num_folds": 12, "seed": int(random.integers(1000))}


def samples_in_order(random: np.random.Generator) -> Iterator[Inputs]:
    """Many samples, few folds. A seed may be 0."""
    for num_samples, num_folds, seed in ((300, 5, 0), (600, 4, int(random.integers(1, 1000)))):
        yield {"num_samples": num_samples, "num_folds": num_folds, "seed": seed}


def validated_once(num_samples: int, num_folds: int, seed: int) -> dict[str, Any]:
    """Each index in one validation fold, and folds of nearly the same size."""
    small, larger = divmod(num_samples, num_folds)
    return {
        "number of rounds": num_folds,
        "sizes of the validation folds, sorted": np.repeat(
            [small, small + 1], [num_folds - larger, larger]
        ),
        "validation indices of all rounds, sorted": np.arange(num_samples),
    }


def trained_on_the_rest(num_samples: int, num_folds: int, seed: int) -> dict[str, Any]:
    """In each round, every index either trains or validates."""
    every = np.tile(np.arange(num_samples), num_folds)
    return {"all indices of each round, sorted": every}


def both_parts(num_samples: int, num_folds: int, seed: int) -> dict[str, Any]:
    """All of this."""
    return validated_once(num_samples, num_folds, seed) | trained_on_the_rest(
        num_samples, num_folds, seed
    )


def at_random(num_samples: int, num_folds: int, seed: int) -> dict[str, Any]:
    """A first fold from everywhere, which the seed decides."""
    positions = drawn_positions(num_samples, num_samples // num_folds)
    return {"positions of the first validation fold": positions} | decided_by_the_seed()


FOLDS = "k_fold_indices(num_samples, num_folds, seed)"

K_FOLD_INDICES = Question(
    name="k_fold_indices",
    ideas=("B4",),
    forbidden=(
        "sklearn.model_selection.KFold",
        "sklearn.model_selection.StratifiedKFold",
        "sklearn.model_selection.ShuffleSplit",
        "sklearn.model_selection.LeaveOneOut",
        "sklearn.model_selection.RepeatedKFold",
    ),
    hints=(
        "Draw one random order of all positions, and cut it into `num_folds` pieces. What does "
        "each piece do in its own round, and what in all others?",
        "`np.array_split` cuts into pieces whose sizes differ by at most one.",
        "The training indices of a round are all folds but the one held out, joined together.",
    ),
    checks=(
        output(
            "each sample validates once",
            points=2,
            inputs=samples_and_folds,
            oracle=validated_once,
            probe="folds",
            shown=FOLDS,
            means="The validation folds are disjoint, complete, and of nearly the same size.",
        ),
        output(
            "the rest trains",
            points=2,
            inputs=samples_and_folds,
            oracle=trained_on_the_rest,
            probe="folds",
            shown=FOLDS,
            means="In each round, a sample either trains or validates: none does both or neither.",
        ),
        output(
            "at random",
            points=1,
            inputs=samples_in_order,
            oracle=at_random,
            probe="first_fold",
            shown=FOLDS,
            means="A fold gets samples from everywhere, and the seed decides which. (Random folds "
            "fail this once in 10 million times.)",
        ),
        property_check(
            "any number of folds",
            points=1,
            inputs=many_samples_and_folds,
            oracle=both_parts,
            probe="folds",
            shown=FOLDS,
            visible=False,
        ),
    ),
)
