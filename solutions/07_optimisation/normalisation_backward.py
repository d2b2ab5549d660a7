"""Batch normalisation, backwards: the question batch_norm_backward (7.10)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.questions.question import Question

from .normalisation import KERAS_NORMALISATION, unequal_channels

Inputs = dict[str, Any]


def backward_passes(random: np.random.Generator) -> Iterator[Inputs]:
    """Rows, images and sequences; ε is large enough to be seen."""
    for dtype in ("float64", "float32"):
        for shape, epsilon in (((4, 3), 0.1), ((3, 2, 4, 2), 0.5), ((5, 3, 2), 0.01)):
            yield {
                "x": unequal_channels(random, shape, dtype),
                "gamma": random.uniform(0.5, 2.0, shape[-1]).astype(dtype),
                "epsilon": epsilon,
                "grad_output": (random.normal(size=shape) + 0.5).astype(dtype),
            }


def constant_channels(random: np.random.Generator) -> Iterator[Inputs]:
    """One channel has the same value everywhere, as a dead unit gives it."""
    for shape in ((4, 3), (3, 2, 2, 4)):
        x = unequal_channels(random, shape)
        x[..., 1] = 1.5
        yield {
            "x": x,
            "gamma": random.uniform(0.5, 2.0, shape[-1]),
            "epsilon": 0.04,
            "grad_output": random.normal(size=shape) + 0.5,
        }


def growing_passes(random: np.random.Generator) -> Iterator[Inputs]:
    """Sequences of growing size, with an ε of any order of magnitude."""
    for size in range(1, 7):
        shape = (size, size + 1, size + 2)
        yield {
            "x": unequal_channels(random, shape),
            "gamma": random.uniform(0.5, 2.0, size + 2),
            "epsilon": float(10 ** random.uniform(-6, 0)),
            "grad_output": random.normal(size=shape) + 0.5,
        }


def backward_by_jacobian(
    x: np.ndarray, gamma: np.ndarray, epsilon: float, grad_output: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Each channel's own Jacobian, (I - 1/n - h h'/n) / s for the normalised channel h."""
    channels = x.reshape(-1, x.shape[-1]).T.astype(np.float64)
    grads = grad_output.reshape(-1, x.shape[-1]).T.astype(np.float64)
    grad_x, grad_gamma = np.empty_like(channels), np.empty(len(channels))
    for c, (channel, grad) in enumerate(zip(channels, grads, strict=True)):
        n, s = len(channel), np.sqrt(channel.var() + epsilon)
        h = (channel - channel.mean()) / s
        grad_x[c] = gamma[c] * grad @ (np.eye(n) - 1 / n - np.outer(h, h) / n) / s
        grad_gamma[c] = grad @ h
    return grad_x.T.reshape(x.shape), grad_gamma, grads.sum(axis=1)


BATCH_NORM_BACKWARD = Question(
    name="batch_norm_backward",
    ideas=("J9",),
    forbidden=(
        *KERAS_NORMALISATION,
        "tensorflow.GradientTape",
        "tensorflow.gradients",
        "tensorflow.autodiff.*",
        "tensorflow.autodiff.ForwardAccumulator",
    ),
    hints=(
        "Begin with the last step of the forward pass, y = γ h + β. γ and β meet every sample and "
        "every pixel of their channel: what has to be summed?",
        "x reaches h on three paths: directly, through μ and through σ². Write down the gradient "
        "on each of them, and add.",
        "The gradient that comes to h is γ times `grad_output`; call it e. Of e, the direct path "
        "keeps e, that through μ takes away the mean of e, and that through σ² takes away h "
        "times a mean. Of what?",
    ),
    checks=(
        output(
            "values",
            points=3,
            inputs=backward_passes,
            oracle=backward_by_jacobian,
            ask_dtype=True,
            means="The gradients by x, gamma and beta, in this order.",
        ),
        output(
            "constant channel",
            points=1,
            inputs=constant_channels,
            oracle=backward_by_jacobian,
            means="Where the variance is 0, ε alone keeps the gradient finite.",
        ),
        property_check(
            "every size",
            points=1,
            visible=False,
            inputs=growing_passes,
            oracle=backward_by_jacobian,
            means="Batches and images of every size.",
        ),
    ),
)
