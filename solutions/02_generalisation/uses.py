"""What models are for: predict_next, sample_like and denoise (2.9-2.11)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import structure, training
from autograder.checks.expectations import Between
from autograder.questions.question import Question

from . import processes
from .splits import decided_by_the_seed

Inputs = dict[str, Any]


def a_forecast_each(sent: Inputs) -> dict[str, Any]:
    """One number for each series of a process."""
    return {"shape of the forecasts": [sent["series"].shape[1]]}


PREDICT_NEXT = Question(
    name="predict_next",
    ideas=("A1", "A5"),
    hints=(
        "A sample is a stretch of `window + 1` successive values of one series. Which of them are "
        "the inputs, and which is the target?",
        "`np.lib.stride_tricks.sliding_window_view(series, window + 1, axis=1)` makes all "
        "stretches at once. Then it is a linear model like any other: don't forget the constant.",
        "To forecast, the inputs are the last `window` values of each series, in the same order "
        "as in training.",
    ),
    checks=(
        training(
            "oscillations",
            recognised=True,
            points=3,
            data=processes.oscillations,
            probe="forecasts",
            metric="negative_mean_squared_error",
            extra=a_forecast_each,
            best_possible=0.0,
            shown="predict_next(series, window)",
            means="Minus the mean squared difference to the best forecasts.",
        ),
        training(
            "seasons",
            recognised=True,
            points=2,
            data=processes.seasons,
            probe="forecasts",
            metric="negative_mean_squared_error",
            extra=a_forecast_each,
            best_possible=0.0,
            shown="predict_next(series, window)",
            visible=False,
            means="The oldest value in the window decides most, so all of the window is needed.",
        ),
    ),
)


def shape_of_the_points(sent: Inputs) -> dict[str, Any]:
    """As many points as were asked for, with all of their features."""
    return {"shape of the points": [sent["num_samples"], sent["data"].shape[1]]}


def points_of_that_shape(sent: Inputs) -> dict[str, Any]:
    """The same, of the points themselves, so that it can't be claimed."""
    shape = (sent["num_samples"], sent["data"].shape[1])
    return {"output": Between(key="output", low=-np.inf, high=np.inf, shape=shape)}


def few_points(random: np.random.Generator) -> Iterator[Inputs]:
    """Fewer and more points than there are data, with three features and with one."""
    for num_samples, features in ((7, 3), (45, 1)):
        data = random.normal(scale=2.0, size=(30, features)).astype("float32")
        yield {"data": data, "num_samples": num_samples, "seed": int(random.integers(1000))}


def decided_shape(**sent: Any) -> dict[str, Any]:
    """That, and the same points for the same seed."""
    return shape_of_the_points(sent) | decided_by_the_seed()


SAMPLE_LIKE = Question(
    name="sample_like",
    ideas=("A5",),
    hints=(
        "A kernel density is the simplest: a random training point, plus normal noise of width h. "
        "All that is to be fitted is h.",
        "Put half of the data aside, and compute the log-likelihood of that half under the "
        "density on the other half, for several widths. Which is the best?",
        "One generator, `np.random.default_rng(seed)`, for all random numbers makes the result "
        "depend on the seed alone.",
    ),
    checks=(
        structure(
            "seed",
            points=1,
            inputs=few_points,
            expect=decided_shape,
            probe="points_and_seeds",
            seconds=60.0,
            shown="sample_like(data, num_samples, seed)",
            means="As many points as are asked for, and the seed decides which.",
        ),
        training(
            "like the data",
            recognised=True,
            points=2,
            data=processes.clumps,
            probe="new_points",
            metric="negative_mean_discrepancy",
            extra=points_of_that_shape,
            best_possible=0.0,
            shown="sample_like(data, num_samples, seed)",
            means="Minus the squared maximum mean discrepancy between your points and true ones; "
            "chance alone makes it a little more or less than 0.",
        ),
        training(
            "nothing recited",
            recognised=True,
            points=3,
            data=processes.clumps_to_recite,
            probe="new_points",
            metric="novelty",
            extra=points_of_that_shape,
            best_possible=1.0,
            shown="sample_like(data, num_samples, seed)",
            means="How far your points keep from the training points and each other, compared "
            "with further points of the true distribution: 1 at most, less five times the squared "
            "discrepancy, since points that ignore the data are not new ones of it.",
        ),
    ),
)


def shape_of_the_signals(sent: Inputs) -> dict[str, Any]:
    """An estimate of each entry."""
    return {"shape of the estimates": list(sent["x_noisy"].shape)}


DENOISE = Question(
    name="denoise",
    ideas=("A5",),
    hints=(
        "What can one entry of a row tell about the others? Look at the eigenvalues of "
        "`np.cov(x_noisy, rowvar=False)`: most are nearly alike, a few stand out.",
        "Subtract the mean row, keep what lies in the directions with the large eigenvalues, and "
        "add the mean again.",
        "The small eigenvalues tell the variance of the noise. By how much does it widen the "
        "large ones, and by what factor should their parts be shrunk?",
    ),
    checks=(
        training(
            "signals",
            recognised=True,
            points=4,
            data=processes.signals,
            probe="clean_signals",
            metric="negative_mean_squared_error",
            extra=shape_of_the_signals,
            best_possible=round(processes.best_denoising(processes.VARIANCES, 1.0, 24), 4),
            shown="denoise(x_noisy)",
            means="Minus the mean squared error against the clean signals; the noise has 1.",
        ),
        training(
            "other signals",
            recognised=True,
            points=2,
            data=processes.other_signals,
            probe="clean_signals",
            metric="negative_mean_squared_error",
            extra=shape_of_the_signals,
            best_possible=round(
                processes.best_denoising(processes.OTHER_VARIANCES, processes.OTHER_NOISE, 40), 4
            ),
            shown="denoise(x_noisy)",
            visible=False,
            means="The number of shapes and the noise are not the same for all data.",
        ),
    ),
)
