"""Noise in what a layer gets (5.6)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks import statistics
from autograder.checks.check import gradient, output, property_check, structure
from autograder.checks.expectations import Between
from autograder.questions.question import Question

from .dropout import BY_CHANCE, at_rest, many_samples_and_features, own_draws

Inputs = dict[str, Any]
Bounds = list[Between]


def around(centre: float, deviation: float, shape: tuple[int, ...]) -> Bounds:
    """Independent normal draws."""
    return [
        statistics.mean_near(centre, deviation, shape),
        statistics.normal_deviation_near(deviation, shape),
    ]


def normal_noise(deviation: float, shape: tuple[int, ...]) -> Bounds:
    """Independent normal draws of mean 0."""
    return around(0.0, deviation, shape)


def silence(shape: tuple[int, ...], allowed: float = 1e-5) -> Bounds:
    """Nothing but rounding, stated as a statistic so that random mistakes are told apart."""
    return [Between(key="", low=0.0, high=allowed, shape=shape, statistic="standard_deviation")]


def inputs_far_from_zero(random: np.random.Generator) -> Iterator[Inputs]:
    """Inputs from 3 to 5 of either sign, so that noise in proportion to them shows."""
    for stddev, shape in ((0.1, (25, 60)), (2.0, (50, 30)), (0.5, (20, 5, 15))):
        size = random.uniform(3.0, 5.0, size=shape)
        x = size * random.choice([-1.0, 1.0], size=shape)
        yield {"config": {"stddev": stddev}, "x": x.astype("float32")}


def noise_in_training_only(config: Inputs, x: np.ndarray) -> dict[str, Bounds]:
    return {
        "change for training=True": normal_noise(config["stddev"], x.shape),
        "mean change of each sample": normal_noise(
            config["stddev"] * (len(x) / x.size) ** 0.5, (len(x),)
        ),
        "change for training=False": silence(x.shape),
        "change by default": silence(x.shape),
    }


def noise_for_each_entry(random: np.random.Generator) -> Iterator[Inputs]:
    for case in many_samples_and_features(random):
        yield {**case, "config": {"stddev": 0.7}}


def float64_inputs(random: np.random.Generator) -> Iterator[Inputs]:
    for stddev, shape in ((0.3, (2, 3)), (1.5, (4, 3, 5))):
        yield {"config": {"stddev": stddev}, "x": random.normal(size=shape)}


def noiseless(random: np.random.Generator) -> Iterator[Inputs]:
    for stddev, shape, dtype in ((0.0, (2, 3), "float32"), (0.0, (4, 3, 5), "float64")):
        x, cotangent = random.normal(size=(2, *shape)).astype(dtype)
        yield {"config": {"stddev": stddev}, "x": x, "cotangent": cotangent}


def unchanged(x: np.ndarray, cotangent: np.ndarray, **_: Any) -> dict[str, np.ndarray]:
    return {"output for training=True": x, "gradient of x": cotangent}


def samples_at_rest(random: np.random.Generator) -> Iterator[Inputs]:
    for stddev, shape, dtype in (
        (0.5, (2, 3), "float32"),
        (3.0, (4, 5), "float64"),
        (0.1, (2, 4, 3), "float32"),
    ):
        x = random.normal(scale=3.0, size=shape).astype(dtype)
        yield {"config": {"stddev": stddev}, "x": x}


def many_alike(random: np.random.Generator) -> Iterator[Inputs]:
    yield {"config": {"stddev": float(random.uniform(0.3, 0.4))}, "x": np.full((200, 100), 5.0)}


def bell_shaped(x: np.ndarray, **_: Any) -> dict[str, Bounds]:
    samples, features = x.shape
    return {
        "noise / stddev": [
            statistics.distributed_as("normal", x.shape),
            *normal_noise(1.0, x.shape),
        ],
        "mean of each sample": normal_noise(features**-0.5, (samples,)),
        "mean of each feature": normal_noise(samples**-0.5, (features,)),
    }


def small_models(random: np.random.Generator) -> Iterator[Inputs]:
    """One sample to train on, a kernel to save, and new samples to predict."""
    features = 3000
    yield {
        "config": {"stddev": 0.35},
        "x": np.full((1, features), 5.0, "float32"),
        "kernel": random.normal(size=(features, 1)).astype("float32"),
        "x_new": random.normal(size=(3, features)).astype("float32"),
    }


def trained_and_loaded(
    config: Inputs, x: np.ndarray, kernel: np.ndarray, x_new: np.ndarray
) -> dict[str, Any]:
    """Two independent draws add up to √2 of one."""
    stddev, features = config["stddev"], x.shape[1]
    return {
        "sum of two steps' inputs of the next layer": around(10.0, 2**0.5 * stddev, (features,)),
        "output after loading": x_new.astype(np.float64) @ kernel,
        "layer after loading": around(5.0, stddev, x.shape),
    }


NOISY_INPUT = Question(
    name="NoisyInput",
    ideas=("G7",),
    forbidden=(
        "keras.layers.GaussianNoise",
        "keras.layers.GaussianDropout",
        "tensorflow.keras.layers.GaussianNoise",
        "tensorflow.keras.layers.GaussianDropout",
    ),
    hints=(
        "Nothing is multiplied: what is the output where the input is 0?",
        "Each entry of each sample needs a number of its own. Which shape do you draw?",
        "`keras.random.normal` takes `stddev` and draws numbers that have it already.",
        "A draw has a dtype. Which one do the inputs have, and does the sum keep it?",
    ),
    checks=(
        property_check(
            "noise in training only",
            points=2,
            inputs=inputs_far_from_zero,
            oracle=noise_in_training_only,
            probe="changes",
            means="In training the change has mean 0 and the standard deviation stddev, otherwise "
            f"there is none. {BY_CHANCE}",
            shown="NoisyInput(stddev)(x, training=…) - x",
        ),
        property_check(
            "a draw of its own for each entry",
            points=1,
            inputs=noise_for_each_entry,
            oracle=own_draws,
            probe="draws_side_by_side",
            means=f"Samples, features and calls have independent noise. {BY_CHANCE}",
            shown="NoisyInput(stddev)(x, training=True)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=float64_inputs,
            forward=lambda config, x: x,
            oracle=lambda config, x, cotangent: {"x": cotangent},
            wrt=["x"],
            probe="training_vector_jacobian_product",
            means="Noise that is added leaves the gradient as it is.",
            shown="gradient of NoisyInput(stddev)(x, training=True)",
        ),
        output(
            "without noise",
            points=1,
            inputs=noiseless,
            oracle=unchanged,
            probe="layer_without_chance",
            ask_dtype=True,
            means="With stddev 0 the output is the input, in its dtype.",
            shown="NoisyInput(0.0)(x, training=True)",
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
            shown="NoisyInput(stddev)(x)",
        ),
        property_check(
            "normally distributed",
            points=1,
            inputs=many_alike,
            oracle=bell_shaped,
            probe="standardised_draws",
            visible=False,
            means=f"The noise is normal. {BY_CHANCE}",
            shown="NoisyInput(stddev)(x, training=True)",
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
            means="compile, fit, save, load, predict: each step of fit draws its own noise, the "
            f"loaded model has the same stddev. {BY_CHANCE}",
            shown="Sequential([NoisyInput(stddev), Dense(1)]): fit, save, load",
        ),
    ),
)
