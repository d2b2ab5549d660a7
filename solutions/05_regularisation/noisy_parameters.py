"""Noise in the parameters of a layer (5.7)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks import statistics
from autograder.checks.check import gradient, output, property_check, structure
from autograder.checks.expectations import Between
from autograder.questions.question import Question

from .dropout import BY_CHANCE
from .noise import normal_noise, silence

Inputs = dict[str, Any]


def dense_layers(
    random: np.random.Generator, dtypes: tuple[str, ...] = ("float32", "float64")
) -> Iterator[Inputs]:
    """Layers with weights, inputs of distinct dimensions, and a deviation for each."""
    for dtype in dtypes:
        for stddev, (batch, features, units) in ((0.4, (2, 4, 3)), (2.5, (5, 3, 6))):
            yield {
                "config": {"units": units, "stddev": stddev},
                "weights": {
                    "kernel": random.normal(size=(features, units)).astype(dtype),
                    "bias": random.normal(size=units).astype(dtype),
                },
                "x": random.normal(size=(batch, features)).astype(dtype),
            }


def float64_layers(random: np.random.Generator) -> Iterator[Inputs]:
    yield from dense_layers(random, ("float64",))


def dense(weights: dict[str, np.ndarray], x: np.ndarray, **_: Any) -> np.ndarray:
    """Mx + b, a sample in each row."""
    return x.astype(np.float64) @ weights["kernel"] + weights["bias"]


def dense_at_rest(weights: dict[str, np.ndarray], x: np.ndarray, **_: Any) -> dict[str, np.ndarray]:
    expected = dense(weights, x)
    return {
        "output for training=False": expected,
        "output by default": expected,
        "output for training=True and stddev=0": expected,
    }


def layers_to_call_often(random: np.random.Generator) -> Iterator[Inputs]:
    """Large enough to judge the noise of kernel and bias; parameters far from 0."""
    for stddev in (0.3, 2.0):
        kernel = random.uniform(3.0, 5.0, size=(8, 7)) * random.choice([-1.0, 1.0], (8, 7))
        yield {
            "config": {"units": 7, "stddev": stddev},
            "weights": {"kernel": kernel, "bias": random.uniform(3.0, 5.0, size=7)},
            "x": random.normal(size=(6, 8)),
            "calls": 24,
        }


def spread(deviation: float, shape: tuple[int, ...]) -> list[Between]:
    return [statistics.normal_deviation_near(deviation, shape)]


def noise_of_parameters(
    config: Inputs, weights: dict[str, np.ndarray], x: np.ndarray, calls: int
) -> dict[str, Any]:
    features, units = weights["kernel"].shape
    stddev = config["stddev"]
    return {
        "noise of the kernel for training=False": silence((4, features, units)),
        "noise of the kernel": normal_noise(stddev, (calls, features, units)),
        "noise of the bias": normal_noise(stddev, (calls, units)),
        "distance of other rows from the same parameters": silence((calls, len(x), units)),
        "kernel's noise, mean over the calls": spread(stddev * calls**-0.5, (features, units)),
        "kernel's noise, mean over the features": spread(stddev * features**-0.5, (calls, units)),
        "kernel's noise, mean over the units": spread(stddev * units**-0.5, (calls, features)),
        "noise of each feature's weights and of the biases, as rows": statistics.rows_unlike(
            (features + 1, calls * units)
        ),
        "kernel's noise, difference of two compiled calls": spread(
            stddev * 2**0.5, (features, units)
        ),
        "distance of the gradient of x from the parameters of its call": silence((features,)),
        "what the calls changed in the weights": silence((features * units + units,)),
    }


def trained_layers(random: np.random.Generator) -> Iterator[Inputs]:
    batch, features, units = 6, 4, 20
    yield {
        "config": {"units": units, "stddev": 0.35},
        "weights": {
            "kernel": random.normal(size=(features, units)).astype("float32"),
            "bias": random.normal(size=units).astype("float32"),
        },
        "x": random.normal(size=(batch, features)).astype("float32"),
        "learning_rate": 0.5,
        "calls": 60,
    }


def trained_layer(
    config: Inputs,
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    learning_rate: float,
    calls: int,
) -> dict[str, Any]:
    """Each step lowers every output's cost by its slope, whatever the noise."""
    units = config["units"]
    slope = np.full((len(x), units), 1 / (len(x) * units))
    kernel = weights["kernel"] - 2 * learning_rate * x.T.astype(np.float64) @ slope
    bias = weights["bias"] - 2 * learning_rate * slope.sum(axis=0)
    return {
        "kernel after two steps": kernel,
        "bias after two steps": bias,
        "output after loading": x @ kernel + bias,
        "noise after loading, input 0": normal_noise(config["stddev"], (calls, units)),
        "noise after loading, input 1": normal_noise(2**0.5 * config["stddev"], (calls, units)),
        "difference of two inputs 1": silence((calls, units)),
    }


NOISY_DENSE = Question(
    name="NoisyDense",
    ideas=("G7",),
    hints=(
        "Write down the shapes of M, of b, and of the noise that each of them gets.",
        "`self.kernel.assign…` would change what is stored. A sum is a new tensor.",
        "What comes out for the input 0? It has to vary from call to call, but not from sample to "
        "sample.",
    ),
    checks=(
        property_check(
            "noise on the parameters",
            points=3,
            inputs=layers_to_call_often,
            oracle=noise_of_parameters,
            probe="noisy_parameters",
            relative=1e-6,
            means="Kernel and bias get fresh noise in each call, the same for all samples, and "
            f"what is stored stays. {BY_CHANCE}",
            shown="NoisyDense(units, stddev)(x, training=True)",
        ),
        output(
            "out of training",
            points=1,
            inputs=dense_layers,
            oracle=dense_at_rest,
            probe="noisy_dense_at_rest",
            ask_dtype=True,
            means="Without noise it is Mx + b.",
            shown="NoisyDense(units, stddev)(x)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=float64_layers,
            forward=dense,
            wrt=["x", "weights.kernel", "weights.bias"],
            probe="noisy_dense_gradient",
            means="The gradient reaches the stored weights through the noisy ones.",
            shown="gradient of NoisyDense(units, stddev)(x, training=True)",
        ),
        structure(
            "in a model",
            points=1,
            inputs=trained_layers,
            expect=trained_layer,
            probe="noisy_dense_in_a_model",
            relative=1e-4,
            absolute=1e-4,
            visible=False,
            means="compile, fit, save, load, predict: the gradient moves the stored weights, no "
            f"noise stays in them. {BY_CHANCE}",
            shown="Sequential([NoisyDense(units, stddev)]): fit, save, load",
        ),
    ),
)
