"""What one step of gradient descent must do, for oracles in NumPy."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.gradients import numerical_vjp


def one_step(
    forward: Callable[[dict[str, np.ndarray], np.ndarray], np.ndarray],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    y: np.ndarray,
    learning_rate: float,
) -> dict[str, Any]:
    """The expected reply of the probe ``layer_in_a_model``.

    Args:
        forward: the layer in NumPy and float64: from its weights by name and ``x`` to its output,
            as it is in training; a layer that differs in inference needs its own oracle.
        weights: before the step.
        x, y: the batch ``(batch, …)``; the cost is the mean squared difference.
        learning_rate: of plain gradient descent.
    """

    def cost(weights: dict[str, np.ndarray]) -> np.ndarray:
        return np.asarray(np.mean((forward(weights, x) - y) ** 2))

    before = {name: value.astype(np.float64) for name, value in weights.items()}
    wrt = [f"weights.{name}" for name in before]
    slopes = numerical_vjp(cost, {"weights": before}, wrt, np.asarray(1.0))
    after = {
        name: value - learning_rate * slopes[f"weights.{name}"] for name, value in before.items()
    }
    moved = {f"{name} after one step": value for name, value in after.items()}
    loaded = forward(after, x)
    return {"loss": cost(before), **moved, "output after loading": loaded}
