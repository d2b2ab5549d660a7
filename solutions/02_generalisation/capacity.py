"""Families of growing capacity: polynomial_features, capacity_curve, best_capacity (2.5-2.7)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check, training
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]

NOISE = 0.3
NOISES = (0.1, 0.2, 0.3)
RISK_DEGREES = [0, 1, 2, 3, 5, 7, 9, 11]


def numbers_and_degrees(random: np.random.Generator) -> Iterator[Inputs]:
    """Two dtypes; degrees 0 and 1 among them; always another number of rows than of columns."""
    for dtype in ("float32", "float64"):
        for size, degree in ((2, 3), (5, 0), (4, 1), (7, 5)):
            x = random.uniform(0.3, 2.0, size=size) * random.choice([-1.0, 1.0], size=size)
            yield {"x": x.astype(dtype), "degree": degree}


def zeros_and_negatives(random: np.random.Generator) -> Iterator[Inputs]:
    """Exactly 0, both signs, and numbers of several sizes."""
    for degree in (2, 4, 7):
        x = np.array([0.0, -1.0, 1.0, *random.uniform(-3, 3, size=3)])
        yield {"x": random.permutation(x), "degree": degree}


def coefficients(random: np.random.Generator) -> Iterator[Inputs]:
    """Polynomials of growing degree."""
    for degree in range(10):
        x = random.uniform(-1.5, 1.5, size=degree + 3)
        yield {"x": x, "degree": degree, "theta": random.normal(size=degree + 1)}


POLYNOMIAL_FEATURES = Question(
    name="polynomial_features",
    ideas=("A1", "A4"),
    forbidden=(
        "numpy.vander",
        "numpy.polynomial.polynomial.polyvander",
        "numpy.polynomial.polynomial.polyval",
        "keras.ops.vander",
        "keras.ops.numpy.vander",
        "scipy.linalg.vander",
        "sklearn.preprocessing.PolynomialFeatures",
    ),
    hints=(
        "How many columns has a polynomial of degree 2? Write down the row for x = 3.",
        "`x[:, None]` is a column. What is `column ** row`, where the row holds the exponents?",
        "The result keeps the dtype of x: a row of int64 exponents turns float32 into float64.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=numbers_and_degrees,
            oracle=oracles.powers,
            probe="call_numpy",
            ask_dtype=True,
        ),
        output(
            "zero and negative numbers",
            points=1,
            inputs=zeros_and_negatives,
            oracle=oracles.powers,
            probe="call_numpy",
            means="x to the power of 0 is 1 for every x, and odd powers keep the sign.",
        ),
        property_check(
            "every polynomial",
            points=1,
            inputs=coefficients,
            oracle=oracles.horner,
            probe="polynomial_by_features",
            shown="polynomial_features(x, degree), polynomial_features(x, degree) @ theta",
            visible=False,
            means="A weighted sum of the columns is a polynomial with these weights.",
        ),
    ),
)


def _spread_out(random: np.random.Generator, size: int) -> np.ndarray:
    """Points between -1 and 1 that keep apart, denser at the ends, in random order."""
    places = (np.arange(size) + 0.5 + random.uniform(-0.2, 0.2, size=size)) / size
    return random.permutation(np.cos(np.pi * places))


def _noisy(random: np.random.Generator, x: np.ndarray) -> np.ndarray:
    frequency, phase = random.uniform(2.5, 4.0), random.uniform(0, 2 * np.pi)
    return np.sin(frequency * x + phase) + 0.5 + NOISE * random.normal(size=len(x))


def _curve_data(random: np.random.Generator, num_train: int, num_val: int) -> Inputs:
    x = np.concatenate([_spread_out(random, num_train), random.uniform(-1, 1, size=num_val)])
    y = _noisy(random, x)
    return {
        "x_train": x[:num_train],
        "y_train": y[:num_train],
        "x_val": x[num_train:],
        "y_val": y[num_train:],
    }


def few_degrees(random: np.random.Generator) -> Iterator[Inputs]:
    """From a constant on; validation sets of another size than the training set."""
    for degrees, num_train, num_val in (([0, 1], 6, 4), ([0, 1, 2, 3], 12, 30), ([5], 20, 9)):
        yield _curve_data(random, num_train, num_val) | {"degrees": degrees}


def degrees_in_any_order(random: np.random.Generator) -> Iterator[Inputs]:
    """Gaps, and an order that is not sorted."""
    for degrees in ([4, 1], [2, 9, 5], [7, 0, 3, 1, 10]):
        yield _curve_data(random, 25, 40) | {"degrees": degrees}


def up_to_interpolation(random: np.random.Generator) -> Iterator[Inputs]:
    """The largest degree passes through all training points."""
    for size in range(3, 9):
        yield _curve_data(random, size, 2 * size) | {"degrees": list(range(size))}


def curves_with_a_known_risk(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """Large validation sets; the labels are the true errors of the fitted polynomials.

    Several data sets, from little noise to much, so that no constant curve comes near all of them.
    """
    drawn = [_curve_and_risk(random, float(noise)) for noise in random.permutation(NOISES)]
    sent = {name: np.stack([data[name] for data, _ in drawn]) for name in drawn[0][0]}
    return sent | {"degrees": RISK_DEGREES}, np.stack([risk for _, risk in drawn])


def _curve_and_risk(random: np.random.Generator, noise: float) -> tuple[Inputs, np.ndarray]:
    frequency, phase = random.uniform(3.5, 4.5), random.uniform(0, 2 * np.pi)

    def labels(x: np.ndarray, noise: float) -> np.ndarray:
        return np.asarray(np.sin(frequency * x + phase) + noise * random.normal(size=len(x)))

    x_train, x_val = _spread_out(random, 20), random.uniform(-1, 1, size=5000)
    y_train, y_val = labels(x_train, noise), labels(x_val, noise)
    line = np.linspace(-1, 1, 20_001)
    truth = labels(line, 0.0)
    risk = oracles.capacity_curve(x_train, y_train, line, truth, RISK_DEGREES)[:, 2] + noise**2
    return {"x_train": x_train, "y_train": y_train, "x_val": x_val, "y_val": y_val}, risk


def shape_of_the_curve(sent: Inputs) -> dict[str, Any]:
    """A row for each degree."""
    return {"shape of the curve": [len(sent["degrees"]), 3]}


CAPACITY_CURVE = Question(
    name="capacity_curve",
    ideas=("A1", "A2", "A4", "B1"),
    forbidden=(
        "sklearn.model_selection.validation_curve",
        "sklearn.model_selection.learning_curve",
    ),
    hints=(
        "For one degree: which data may θ be fitted to, and on which is that same θ measured?",
        "`np.linalg.lstsq(features, y)[0]` is the θ with the least squared error. The validation "
        "data need features of their own, and no fit of their own.",
        "Each row is [degree, training error, validation error]; errors are means over samples.",
    ),
    checks=(
        output(
            "errors",
            points=2,
            inputs=few_degrees,
            oracle=oracles.capacity_curve,
            probe="call_numpy",
            relative=1e-5,
            absolute=1e-8,
            means="Both errors are those of the one function that fits the training data best.",
        ),
        output(
            "order of the degrees",
            points=1,
            inputs=degrees_in_any_order,
            oracle=oracles.capacity_curve,
            probe="call_numpy",
            relative=1e-4,
            absolute=1e-8,
            means="Row i belongs to degrees[i], whatever their order.",
        ),
        property_check(
            "up to interpolation",
            points=1,
            inputs=up_to_interpolation,
            oracle=oracles.capacity_curve,
            probe="call_numpy",
            relative=1e-4,
            absolute=1e-7,
            visible=False,
            means="The training error falls to 0 where there are as many weights as samples.",
        ),
        training(
            "overfitting seen",
            recognised=True,
            points=1,
            data=curves_with_a_known_risk,
            probe="curve_and_noise",
            metric="negative_mean_squared_error",
            extra=shape_of_the_curve,
            best_possible=0.0,
            shown="capacity_curve(x_train, y_train, x_val, y_val, degrees)[:, 2]",
            means="The validation error estimates the error on new data, which is known here.",
        ),
    ),
)


def curves(random: np.random.Generator) -> Iterator[Inputs]:
    """Training errors that fall, validation errors with their least value anywhere inside.

    In the last one, the second row is best; training error, their sum and their difference would
    choose others, and the training error is not least for the largest degree.
    """
    for size in (3, 5, 8, 6):
        degrees = np.sort(random.choice(np.arange(2, 30), size=size, replace=False))
        training = np.sort(random.uniform(0.01, 1.0, size=size))[::-1]
        best = int(random.integers(1, size - 1))
        validation = 0.5 + 0.2 * np.abs(np.arange(size) - best) + random.uniform(0, 0.1, size=size)
        yield {"curve": np.stack([degrees, training, validation], axis=1).astype("float64")}
    errors = [[0.80, 0.82], [0.60, 0.66], [0.02, 0.70], [0.03, 0.80]]
    degrees = np.sort(random.choice(np.arange(2, 30), size=4, replace=False))
    yield {"curve": np.column_stack([degrees, errors + random.uniform(0, 0.005, size=(4, 2))])}


def ties(random: np.random.Generator) -> Iterator[Inputs]:
    """Two degrees with the same least validation error, the smaller one first or last.

    At last two degrees that are nearly equal, and the larger one is better.
    """
    for size, turned in ((4, False), (6, True), (5, True)):
        degrees = np.sort(random.choice(np.arange(2, 20), size=size, replace=False))
        validation = random.uniform(0.5, 1.0, size=size)
        chosen = np.sort(random.choice(size, size=2, replace=False))
        validation[chosen] = 0.25
        rows = np.stack([degrees, random.uniform(0.1, 0.2, size=size), validation], axis=1)
        yield {"curve": (rows[::-1] if turned else rows).astype("float64")}
    for gap in (1e-2, 1e-7):
        degrees = np.sort(random.choice(np.arange(2, 20), size=3, replace=False))
        validation = [random.uniform(0.5, 1.0), 0.25, 0.25 * (1 - gap)]
        yield {"curve": np.column_stack([degrees, random.uniform(0.1, 0.2, size=3), validation])}


def shuffled_curves(random: np.random.Generator) -> Iterator[Inputs]:
    """Rows in any order, some errors infinite, one row alone."""
    for size in range(1, 10):
        degrees = random.choice(np.arange(2, 30), size=size, replace=False)
        errors = random.lognormal(sigma=2.0, size=(size, 2))
        errors[2::3, 1] = np.inf
        yield {"curve": np.column_stack([degrees, errors]).astype("float64")}


BEST_CAPACITY = Question(
    name="best_capacity",
    ideas=("A2", "B2"),
    hints=(
        "Which column tells how well a family does on data that it was not fitted to?",
        "`argmin` gives a row's number. What is wanted is the degree in that row.",
        "Among rows with the same least error, compare the degrees: rows may be in any order.",
    ),
    checks=(
        output(
            "least validation error",
            points=2,
            inputs=curves,
            oracle=oracles.best_capacity,
            probe="call_numpy",
            means="The degree with the least validation error, not its row and not its error.",
        ),
        output(
            "ties",
            points=1,
            inputs=ties,
            oracle=oracles.best_capacity,
            probe="call_numpy",
            means="Of equally good families, the one of smallest capacity; of nearly equally good "
            "ones, the better.",
        ),
        property_check(
            "rows in any order",
            points=1,
            inputs=shuffled_curves,
            oracle=oracles.best_capacity,
            probe="call_numpy",
            visible=False,
        ),
    ),
)
