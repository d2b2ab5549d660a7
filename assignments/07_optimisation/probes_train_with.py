"""Training with an optimizer that is given."""

from typing import Any

import keras
import numpy as np


def trained_with_optimizer(
    answer: Any, optimizer: dict[str, Any], x: np.ndarray, y: np.ndarray, x_new: np.ndarray
) -> dict[str, Any]:
    """Train with Keras's optimizer of that name and config, and predict."""
    return {"output": np.asarray(answer(keras.optimizers.get(optimizer), x, y)(x_new))}


def steps_of_the_optimizer(
    answer: Any,
    optimizer: dict[str, Any],
    x: np.ndarray,
    y: np.ndarray,
    x_new: np.ndarray,
    enough: int,
) -> dict[str, Any]:
    """Train in the same way, and count the optimizer's steps as far as they matter."""
    made = keras.optimizers.get(optimizer)
    predictions = np.asarray(answer(made, x, y)(x_new))
    return {
        "steps of the optimizer, counted up to one epoch": min(int(made.iterations), enough),
        "shape of the predictions": list(predictions.shape),
    }
