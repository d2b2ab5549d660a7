"""What trainings went through: the metrics of each ``fit``, epoch by epoch."""

import contextlib
from collections.abc import Iterator
from typing import Any
from unittest import mock

import numpy as np

CURVE = "learning_curve"
"""The name under which an answer holds the metrics of its last ``fit``."""

MOST_EPOCHS = 400
MOST_METRICS = 12

History = dict[str, list[float]]


@contextlib.contextmanager
def recorded_fits() -> Iterator[list[History]]:
    """Note what every ``keras.Model.fit`` returns; for a student's own check, never for a mark."""
    import keras

    fits: list[History] = []
    original = keras.Model.fit

    def fit(self: Any, *arguments: Any, **options: Any) -> Any:
        returned = original(self, *arguments, **options)
        with contextlib.suppress(Exception):  # a subclass may return what it likes
            fits.append(dict(returned.history))
        return returned

    with mock.patch.object(keras.Model, "fit", fit):
        yield fits


def learning_curve(fits: list[History]) -> dict[str, np.ndarray]:
    """The metrics of the last training of several epochs, each as a float64 array (epochs,)."""
    for history in reversed(fits):
        found = {}
        for name, values in list(history.items())[:MOST_METRICS]:
            with contextlib.suppress(TypeError, ValueError):
                curve = np.asarray(values, dtype=np.float64)
                if curve.ndim == 1 and 2 <= curve.size <= MOST_EPOCHS:
                    found[str(name)] = curve
        if found:
            return found
    return {}
