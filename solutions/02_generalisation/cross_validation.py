"""Cross-validation of a model: the question cross_validate (2.3)."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import stats

from autograder.checks.check import output, training
from autograder.checks.expectations import Between
from autograder.checks.statistics import FALSE_ALARM
from autograder.questions.question import Question

from . import oracles
from .splits import decided_by_the_seed

Inputs = dict[str, Any]

DATA_SETS, SAMPLES, FEATURES, FOLDS = 4, 240, 96, 4
LEAST_NOISE, MOST_NOISE = 0.3, 3.0


def small_data(random: np.random.Generator) -> Iterator[Inputs]:
    """A few samples, each of which is a fold of its own; no sample decides a weight alone."""
    for size in (5, 8):
        angles = 2 * np.pi * np.arange(size) / size + random.uniform(0, 2 * np.pi)
        x = np.stack([np.cos(angles), np.sin(angles)], axis=1) * random.uniform(0.8, 1.2, (size, 1))
        y = x @ random.normal(scale=2.0, size=(2, 1)) + random.normal(size=(size, 1))
        seed = int(random.integers(1000))
        arrays = {"x": x.astype("float32"), "y": y.astype("float32")}
        yield arrays | {"num_folds": size, "seed": seed}


def two_samples(random: np.random.Generator) -> Iterator[Inputs]:
    """The smallest data there are: one sample trains, the other one validates."""
    x = random.choice([-1.0, 1.0], (2, 1)) * random.uniform(1.0, 2.0, (2, 1))
    y = random.normal(scale=2.0, size=(2, 1))
    arrays = {"x": x.astype("float32"), "y": y.astype("float32")}
    yield arrays | {"num_folds": 2, "seed": int(random.integers(1000))}


def sorted_labels(random: np.random.Generator) -> Iterator[Inputs]:
    """Labels in rising order; the input is 1 everywhere, so that only their mean can be learnt."""
    for size in (128, 256):
        labels = np.sort(random.random((size, 1)), axis=0) + random.uniform(-1, 1)
        y = (10 ** random.uniform(-0.5, 0.5) * labels).astype("float32")
        seed = int(random.integers(1000))
        yield {"x": np.ones_like(y), "y": y, "num_folds": 2, "seed": seed}


def as_good_as_the_mean(x: np.ndarray, y: np.ndarray, **_: Any) -> dict[str, Any]:
    """Bounds of the mean loss for two random halves, whose means differ by chance.

    With d the difference of the halves' means, the loss is the variance of y plus ¾ d².
    """
    variance = float(np.var(y))
    deviation = np.sqrt(4 * variance / (len(y) - 1))
    reach = float(stats.norm.isf(FALSE_ALARM / 2) * deviation)
    bounds = Between(
        key="",
        low=0.999 * variance,
        high=1.001 * variance + 0.75 * reach**2,
        shape=(2,),
        statistic="mean",
    )
    few = oracles.leave_one_out(x[::25][:5], y[::25][:5])["losses, sorted"]
    return {"losses": bounds, "losses of five folds, sorted": few} | decided_by_the_seed()


def noisy_linear_data(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Many features for the samples, so that a model does far better on what it has seen.

    The labels are logarithms, so that relative errors count: of the expected squared error on new
    data of least squares with n samples and d normal features, σ² (1 + d / (n - d - 1)). The noise
    σ of each data set is another one, from a little to much, so that no constant suits them all;
    the size of the weights is independent of it, so that the variance of y doesn't tell it.
    """
    places = (random.permutation(DATA_SETS) + random.random(DATA_SETS)) / DATA_SETS
    noises = LEAST_NOISE * (MOST_NOISE / LEAST_NOISE) ** places
    data = [_linear_data(random, float(noise)) for noise in noises]
    num_trained = SAMPLES - SAMPLES // FOLDS
    risks = noises**2 * (1 + FEATURES / (num_trained - FEATURES - 1))
    arrays = {"x": np.stack([x for x, _ in data]), "y": np.stack([y for _, y in data])}
    return arrays | {"num_folds": FOLDS, "seed": int(random.integers(1000))}, np.log(risks)


def _linear_data(random: np.random.Generator, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """Sorted by the label."""
    x = random.normal(size=(SAMPLES, FEATURES))
    weights = 10 ** random.uniform(-0.5, 0.5) * random.normal(size=(FEATURES, 1))
    y = x @ weights + noise * random.normal(size=(SAMPLES, 1))
    order = np.argsort(y[:, 0])
    return x[order].astype("float32"), y[order].astype("float32")


def one_loss_a_fold(sent: Inputs) -> dict[str, Any]:
    """A loss for each round."""
    return {"number of losses": [sent["num_folds"]]}


SHOWN = "cross_validate(build_model, x, y, num_folds, seed)"

CROSS_VALIDATE = Question(
    name="cross_validate",
    ideas=("B4", "B5"),
    forbidden=(
        "sklearn.model_selection.cross_val_score",
        "sklearn.model_selection.cross_validate",
        "sklearn.model_selection.cross_val_predict",
        "sklearn.model_selection.GridSearchCV",
        "sklearn.model_selection.KFold",
    ),
    hints=(
        "One loop over the rounds of `k_fold_indices(len(x), num_folds, seed)`. What happens in "
        "one round?",
        "How many models are built altogether? A model that has been trained in an earlier round "
        "knows the samples that it is to be validated on.",
        "Train on `x[train]`, evaluate on `x[validation]`, and keep one loss for each round.",
    ),
    checks=(
        output(
            "leave one out",
            points=2,
            inputs=small_data,
            oracle=oracles.leave_one_out,
            probe="leave_one_out",
            relative=2e-3,
            absolute=1e-4,
            shown=SHOWN,
            means="Each loss is that of a new model on a fold that it has never seen. Here the "
            "model is linear, and each fold is a single sample.",
        ),
        output(
            "random folds",
            points=1,
            inputs=sorted_labels,
            oracle=as_good_as_the_mean,
            probe="folds_of_sorted_data",
            shown=SHOWN,
            means="The folds are drawn at random by the seed, so that sorted data do no harm. "
            "(Random folds fail this once in 10 million times.)",
        ),
        training(
            "honest estimate",
            recognised=True,
            points=2,
            data=noisy_linear_data,
            probe="estimated_risk",
            metric="negative_mean_squared_error",
            extra=one_loss_a_fold,
            best_possible=0.0,
            shown=SHOWN,
            means="The mean loss estimates the error on new data, whose true value is known here. "
            "Minus the mean squared difference of their logarithms, over four data sets.",
        ),
        output(
            "with Keras's own fit",
            points=1,
            inputs=two_samples,
            oracle=oracles.leave_one_out,
            probe="through_keras",
            relative=2e-3,
            absolute=1e-4,
            seconds=60.0,
            shown=SHOWN,
            visible=False,
            means="The arguments of `fit` and `evaluate` are those that Keras knows.",
        ),
    ),
)
