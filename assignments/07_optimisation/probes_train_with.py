"""Training with an optimizer that is given."""

from typing import Any

import keras
import numpy as np

HEEDED = "another learning rate gives other predictions"


def heeded(answer: Any, x: np.ndarray, y: np.ndarray, x_new: np.ndarray) -> bool:
    """Whether predictions change with the learning rate, all else being equal, chance too.

    They do not where the optimizer moves something, and something else has learnt.
    """
    seed = int(np.random.randint(2**31))
    predictions = []
    for learning_rate in (0.01, 0.02):
        keras.utils.set_random_seed(seed)
        predict = answer(keras.optimizers.SGD(learning_rate), x.copy(), y.copy())
        predictions.append(np.asarray(predict(x_new)))
    return not np.array_equal(*predictions, equal_nan=True)


def trained_with_optimizer(
    answer: Any, optimizer: dict[str, Any], x: np.ndarray, y: np.ndarray, x_new: np.ndarray
) -> dict[str, Any]:
    """Train with Keras's optimizer of that name and config, and predict.

    Whether the optimizer matters is asked before, on a few of the samples.
    """
    heeds = heeded(answer, x[::15], y[::15], x_new[:5])
    return {
        "output": np.asarray(answer(keras.optimizers.get(optimizer), x, y)(x_new)),
        HEEDED: heeds,
    }


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
        HEEDED: heeded(answer, x, y, x_new),
    }
