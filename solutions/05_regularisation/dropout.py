"""Dropout: neurons that are switched off at random (5.5)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks import statistics
from autograder.checks.check import output, property_check, structure
from autograder.checks.expectations import Between
from autograder.questions.question import Question

Inputs = dict[str, Any]

BY_CHANCE = "A right layer misses each bound by chance once in 100,000,000 runs."
NUM_CALLS = 12
"""How often ``draws_side_by_side`` calls the layer with the same input."""

RARE = 1e-9
"""Asked of bounds for normal draws, as the tails of masks are up to ten times heavier."""


def inputs_off_zero(random: np.random.Generator) -> Iterator[Inputs]:
    """Matrices and a sequence of either sign, none near 0, and rates with different scales."""
    for rate, shape, dtype in (
        (0.2, (30, 11), "float64"),
        (0.75, (20, 13), "float32"),
        (0.5, (9, 6, 7), "float32"),
        (0.9, (60, 50), "float64"),
    ):
        size = random.uniform(0.5, 2.0, size=shape)
        x = size * random.choice([-1.0, 1.0], size=shape)
        yield {"config": {"rate": rate}, "x": x.astype(dtype)}


def multiples(config: Inputs, **_: Any) -> dict[str, Any]:
    return {
        "multiples of the input for training=True": np.array([0.0, 1 / (1 - config["rate"])]),
        "multiples of the input for training=False": np.ones(1),
        "multiples of the input by default": np.ones(1),
    }


def samples_at_rest(random: np.random.Generator) -> Iterator[Inputs]:
    """Inputs of several shapes and dtypes, zeros among them, for rates from 0 to 1."""
    for rate, shape, dtype in (
        (0.5, (2, 3), "float32"),
        (0.9, (4, 5), "float64"),
        (1.0, (3, 4), "float32"),
        (0.0, (5, 2), "float64"),
        (0.3, (2, 4, 3), "float32"),
    ):
        x = random.normal(scale=3.0, size=shape)
        x.flat[1] = 0.0
        yield {"config": {"rate": rate}, "x": x.astype(dtype)}


def at_rest(x: np.ndarray, **_: Any) -> dict[str, np.ndarray]:
    return {"output for training=False": x, "output by default": x}


def ones(random: np.random.Generator) -> Iterator[Inputs]:
    """Many ones, of which a known share is to be dropped."""
    for rate in (0.25, 0.5, 0.8, float(random.uniform(0.1, 0.9))):
        yield {"config": {"rate": rate}, "x": np.ones((40, 100), "float32")}


def share_and_mean(config: Inputs, x: np.ndarray) -> dict[str, Any]:
    rate = config["rate"]
    deviation = np.sqrt(rate / (1 - rate))
    samples, features = x.shape
    return {
        "output": [
            statistics.share_of_zeros_near(rate, x.shape),
            statistics.mean_near(1.0, deviation, x.shape, RARE),
        ],
        "mean of each sample": [
            statistics.normal_deviation_near(deviation / np.sqrt(features), (samples,), RARE)
        ],
        "output for training=False": x,
    }


def many_samples_and_features(random: np.random.Generator) -> Iterator[Inputs]:
    """A few long rows, and many short ones: each pair of masks is compared on 400 entries.

    The rows are samples of a batch, then the steps of one sequence.
    """
    rows, columns = (int(size) for size in random.choice(np.arange(3, 7), 2, replace=False))
    for batch in ((), (1,)):
        yield {
            "config": {"rate": 0.5},
            "x": np.ones((*batch, rows, 400), "float32"),
            "tall": np.ones((*batch, 400, columns), "float32"),
        }


def own_draws(x: np.ndarray, tall: np.ndarray, **_: Any) -> dict[str, list[Between]]:
    """Bounds for independent draws: rows that are unlike, and means that vary as they should.

    The means of n entries vary by 1/√n of the entries' own deviation, whatever that is; where it
    is measured on the same entries the bounds are on the safe side.
    """

    def means(size: int, count: int) -> list[Between]:
        return [statistics.normal_deviation_near(size**-0.5, (count,), RARE)]

    rows, columns = x.shape[-2:], tall.shape[:-3:-1]
    pair = statistics.rows_unlike((2, x.size), RARE)
    return {
        "a row for each sample": [statistics.rows_unlike(rows, RARE)],
        "a row for each feature": [statistics.rows_unlike(columns, RARE)],
        "mean of each feature / standard deviation": means(*rows),
        "mean of each sample / standard deviation": means(*columns),
        "mean of each call / standard deviation": means(x.size, NUM_CALLS),
        "a row for each of two calls": [pair],
        "a row for each of two compiled calls": [pair],
    }


def inputs_and_cotangents(random: np.random.Generator) -> Iterator[Inputs]:
    """Inputs and cotangents of either sign, none of them near 0."""
    for rate, shape in ((0.2, (12, 9)), (0.6, (10, 14))):
        x, cotangent = random.uniform(0.5, 2.0, size=(2, *shape))
        sign = random.choice([-1.0, 1.0], size=(2, *shape))
        yield {"config": {"rate": rate}, "x": x * sign[0], "cotangent": cotangent * sign[1]}


def slopes(config: Inputs, **_: Any) -> dict[str, np.ndarray]:
    return {
        "slopes where the input was kept": np.array([1 / (1 - config["rate"])]),
        "slopes where the input was dropped": np.zeros(1),
        "slopes for training=False": np.ones(1),
    }


def nothing_left_to_chance(random: np.random.Generator) -> Iterator[Inputs]:
    """The rates 0 and 1, in both dtypes."""
    for rate, dtype in ((0.0, "float32"), (1.0, "float64"), (1.0, "float32"), (0.0, "float64")):
        x, cotangent = random.normal(size=(2, 3, 4)).astype(dtype)
        yield {"config": {"rate": rate}, "x": x, "cotangent": cotangent}


def all_or_nothing(config: Inputs, x: np.ndarray, cotangent: np.ndarray) -> dict[str, np.ndarray]:
    kept = 1 - config["rate"]
    return {"output for training=True": kept * x, "gradient of x": kept * cotangent}


def small_models(random: np.random.Generator) -> Iterator[Inputs]:
    """One sample of ones to train on, a kernel to save, and new samples to predict."""
    features = 800
    yield {
        "config": {"rate": 0.3},
        "x": np.ones((1, features), "float32"),
        "kernel": random.normal(size=(features, 1)).astype("float32"),
        "x_new": random.normal(size=(3, features)).astype("float32"),
    }


def trained_and_loaded(
    config: Inputs, x: np.ndarray, kernel: np.ndarray, x_new: np.ndarray
) -> dict[str, Any]:
    rate, features = config["rate"], x.shape[1]
    deviation = np.sqrt(2 * rate / (1 - rate))
    return {
        "sum of two steps' inputs of the next layer": [
            statistics.share_of_zeros_near(rate**2, (features,)),
            statistics.mean_near(2.0, deviation, (features,), RARE),
        ],
        "output after loading": x_new.astype(np.float64) @ kernel,
        "layer after loading": [statistics.share_of_zeros_near(rate, x.shape)],
    }


FORBIDDEN = (
    "keras.layers.Dropout",
    "keras.layers.SpatialDropout1D",
    "keras.layers.SpatialDropout2D",
    "keras.layers.SpatialDropout3D",
    "keras.layers.AlphaDropout",
    "keras.layers.GaussianDropout",
    "keras.random.dropout",
    "tensorflow.nn.dropout",
    "tensorflow.nn.experimental.stateless_dropout",
    "tensorflow.nn.experimental.general_dropout",
    "tensorflow.keras.layers.Dropout",
    "tensorflow.keras.layers.AlphaDropout",
    "tensorflow.keras.layers.GaussianDropout",
)

DROPOUT = Question(
    name="Dropout",
    ideas=("G11",),
    forbidden=FORBIDDEN,
    hints=(
        "Draw one number from 0 to 1 for each entry. With which comparison is an entry dropped in "
        "a share `rate` of all draws?",
        "If half of the entries become 0, by how much must the others grow for the mean to stay?",
        "`keras.random.uniform(shape, seed=self.seed_generator)`: which shape gives each sample "
        "and each feature a draw of its own?",
        "What is 1 / (1 - rate) at rate 1, and what should come out there whatever came in?",
    ),
    checks=(
        property_check(
            "dropped or scaled",
            points=2,
            inputs=inputs_off_zero,
            oracle=multiples,
            probe="dropout_multiples",
            relative=0.0,
            absolute=2e-3,
            means="In training an entry becomes 0 or x / (1 - rate); otherwise it stays x.",
            shown="Dropout(rate)(x, training=…) / x",
        ),
        property_check(
            "share of zeros, and mean",
            points=1,
            inputs=ones,
            oracle=share_and_mean,
            probe="draws",
            means=f"A share `rate` is dropped, and the mean stays. {BY_CHANCE}",
            shown="Dropout(rate)(x, training=True)",
        ),
        property_check(
            "a draw of its own for each entry",
            points=1,
            inputs=many_samples_and_features,
            oracle=own_draws,
            probe="draws_side_by_side",
            means=f"Samples, features and calls have independent masks. {BY_CHANCE}",
            shown="Dropout(rate)(x, training=True)",
        ),
        property_check(
            "same mask backward",
            points=1,
            inputs=inputs_and_cotangents,
            oracle=slopes,
            probe="dropout_slopes",
            relative=0.0,
            absolute=2e-3,
            means="The gradient passes where the input passed, with the same factor.",
            shown="gradient of Dropout(rate)(x, training=True)",
        ),
        output(
            "rates 0 and 1",
            points=1,
            inputs=nothing_left_to_chance,
            oracle=all_or_nothing,
            probe="layer_without_chance",
            ask_dtype=True,
            means="Rate 0 drops nothing. Rate 1 drops everything: zeros, not NaN.",
            shown="Dropout(rate)(x, training=True), and its gradient",
        ),
        output(
            "out of training",
            points=1,
            inputs=samples_at_rest,
            oracle=at_rest,
            probe="layer_at_rest",
            ask_dtype=True,
            visible=False,
            means="Outside of training the layer returns its input.",
            shown="Dropout(rate)(x)",
        ),
        structure(
            "in a model",
            points=1,
            inputs=small_models,
            expect=trained_and_loaded,
            probe="random_layer_in_a_model",
            relative=1e-4,
            absolute=1e-3,
            visible=False,
            means="compile, fit, save, load, predict: each step of fit draws its own mask, and the "
            f"loaded model has the same rate. {BY_CHANCE}",
            shown="Sequential([Dropout(rate), Dense(1)]): fit, save, load",
        ),
    ),
)
