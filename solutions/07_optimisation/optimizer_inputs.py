"""Inputs for the optimizers: gradients from outside, which no run can foresee.

Gradients stay away from 0, except where a weight has none at all: there Adam's two forms, which
differ in what ε is added to, and rounding would tell apart what is equally right.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import Generate

Inputs = dict[str, Any]

SHAPES: dict[str, tuple[int, ...]] = {"kernel": (2, 5), "bias": (3,)}
NUM_STEPS = 32


def changing_gradients(random: np.random.Generator, num_steps: int, *shape: int) -> np.ndarray:
    """Gradients whose mean and size change with time, with noise; none nearer to 0 than 0.1."""
    time = np.arange(num_steps).reshape(-1, *[1] * len(shape))
    size = np.exp(random.normal(scale=0.7, size=shape))
    drift = 1.5 * np.sin(random.uniform(0.05, 0.4, shape) * time + random.uniform(0, 6, shape))
    gradient = drift + random.normal(size=(num_steps, *shape))
    fading = 1 + 2 * np.exp(-time / 6)
    return size * fading * np.where(gradient >= 0, 1, -1) * (0.2 + np.abs(gradient))


def single(value: float) -> float:
    """The nearest number of float32, to which Keras rounds learning rates and momentums."""
    return float(np.float32(value))


def drawn(random: np.random.Generator, config: Inputs) -> Inputs:
    """Each ``(low, high)`` of a config as a number drawn between them."""
    return {
        name: single(random.uniform(*value)) if isinstance(value, tuple) else value
        for name, value in config.items()
    }


def trajectories(config: Inputs, rate: float) -> Generate:
    """One step of one weight, and many of one and of two, in both dtypes."""

    def inputs(random: np.random.Generator) -> Iterator[Inputs]:
        for num_steps, names, dtype in (
            (1, ("bias",), "float64"),
            (NUM_STEPS, ("kernel",), "float32"),
            (NUM_STEPS, ("kernel", "bias"), "float64"),
        ):
            yield {
                "start": {name: random.normal(size=SHAPES[name]).astype(dtype) for name in names},
                "config": drawn(random, config),
                "gradients": {
                    name: changing_gradients(random, num_steps, *SHAPES[name]).astype(dtype)
                    for name in names
                },
                "learning_rates": [single(rate * random.uniform(0.8, 1.25))] * num_steps,
                "order": [list(names)] * num_steps,
            }

    return inputs


def changing_rates(config: Inputs, rate: float) -> Generate:
    """One weight, and a learning rate that is another in every step."""

    def inputs(random: np.random.Generator) -> Iterator[Inputs]:
        for num_steps in (2, 7):
            rates = rate * random.uniform(0.3, 3, num_steps)
            yield {
                "start": {"kernel": random.normal(size=(4, 3))},
                "config": drawn(random, config),
                "gradients": {"kernel": changing_gradients(random, num_steps, 4, 3)},
                "learning_rates": [single(value) for value in rates],
                "order": [["kernel"]] * num_steps,
            }

    return inputs


def several_weights(config: Inputs, rate: float) -> Generate:
    """Three weights of one shape, in changing order, not all of them in every step."""

    def inputs(random: np.random.Generator) -> Iterator[Inputs]:
        names, num_steps = ["first", "second", "third"], 8
        start = {name: random.normal(size=(4, 2)) for name in names}
        chosen = [random.permutation(3)[: 1 + index % 3] for index in range(num_steps)]
        yield {
            "start": start,
            "config": drawn(random, config),
            "gradients": {name: changing_gradients(random, num_steps, 4, 2) for name in names},
            "learning_rates": [single(rate)] * num_steps,
            "order": [[names[index] for index in row] for row in chosen],
        }

    return inputs


def large_epsilon(config: Inputs, rate: float, num_waiting: int = 0) -> Generate:
    """An ε that is as large as the gradients, and a column whose gradients are all 0.

    Args:
        num_waiting: steps with a learning rate of 0 that come first, after which Adam's two
            forms agree.
    """

    def inputs(random: np.random.Generator) -> Iterator[Inputs]:
        num_steps = num_waiting + 4
        gradients = changing_gradients(random, num_steps, 3, 4)
        gradients[:, :, random.integers(4)] = 0
        yield {
            "start": {"kernel": random.normal(size=(3, 4))},
            "config": drawn(random, config),
            "gradients": {"kernel": gradients},
            "learning_rates": [0.0] * num_waiting + [single(rate)] * 4,
            "order": [["kernel"]] * num_steps,
        }

    return inputs


def sparse_gradients(config: Inputs, rate: float) -> Generate:
    """An embedding of nine tokens, of which a batch names three or none twice."""

    def inputs(random: np.random.Generator) -> Iterator[Inputs]:
        num_steps = 7
        yield {
            "table": random.normal(size=(9, 2)).astype("float32"),
            "config": drawn(random, config),
            "tokens": np.stack([random.permutation(8)[:3] for _ in range(num_steps)]),
            "cotangents": changing_gradients(random, num_steps, 3, 2).astype("float32"),
            "rate": single(rate),
            "decay": 0.8,
        }

    return inputs


HADAMARD = np.array([[(-1.0) ** (i & j).bit_count() for j in (1, 2, 4)] for i in range(8)])
"""Three columns of ±1 that are orthogonal to each other and sum to 0."""


def linear_models(config: Inputs, rate: float) -> Generate:
    """A linear layer whose gradients stay far from 0.

    The columns of each batch are orthogonal, so that the gradient of each weight is its own
    distance from the batch's target, up to a factor.
    """

    def inputs(random: np.random.Generator) -> Iterator[Inputs]:
        batch_size, num_batches, units = 8, 4, 5
        kernel, bias = random.normal(size=(3, units)), random.normal(size=units)
        x, y = [], []
        for _ in range(num_batches):
            batch = random.permutation(HADAMARD) * random.choice([-1, 1], 3)
            away = random.choice([-1, 1], (4, units)) * random.uniform(2, 6, (4, units))
            x.append(batch)
            y.append(batch @ (kernel + away[:3]) + bias + away[3])
        yield {
            "kernel": kernel.astype("float32"),
            "bias": bias.astype("float32"),
            "config": drawn(random, config),
            "x": np.concatenate(x).astype("float32"),
            "y": np.concatenate(y).astype("float32"),
            "batch_size": batch_size,
            "further": changing_gradients(random, 1, 3, units)[0].astype("float32"),
            "learning_rate": single(rate),
        }

    return inputs


def base_options(config: Inputs, rate: float) -> Generate:
    """Arguments that the base class takes, beside the optimizer's own."""

    def inputs(random: np.random.Generator) -> Iterator[Inputs]:
        yield {
            "start": random.normal(size=(3, 4)) + 2,
            "config": drawn(random, config),
            "base": {
                "learning_rate": single(rate),
                "weight_decay": 0.25,
                "clipvalue": 0.75,
                "name": f"mine_{random.integers(1000)}",
            },
            "gradients": changing_gradients(random, 5, 3, 4),
        }

    return inputs


NUM_FEATURES, NOISE = 6, 0.1


def stretched_regression(
    random: np.random.Generator, optimizer: Inputs
) -> tuple[Inputs, np.ndarray]:
    """A linear function of features whose sizes differ by a factor of ten.

    Args:
        optimizer: the arguments of the optimizer to train with.
    """
    sizes = random.permutation(np.geomspace(0.2, 2.0, NUM_FEATURES))
    weights = random.choice([-1, 1], NUM_FEATURES) * random.uniform(0.5, 1.5, NUM_FEATURES)
    x = sizes * random.normal(size=(1400, NUM_FEATURES))
    y = x @ (weights / sizes**0.5) + 1 + NOISE * random.normal(size=1400)
    x, y = x.astype("float32"), y.astype("float32")[:, None]
    return {"config": optimizer, "x": x[:600], "y": y[:600], "x_new": x[600:]}, y[600:]
