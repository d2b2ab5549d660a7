"""Probes of the target assignment."""

from typing import Any

import numpy as np


def classified(answer: Any, x_train: np.ndarray, y_train: np.ndarray, x: np.ndarray) -> Any:
    """The scores of held-out points, whose labels are not here."""
    return answer(x_train, y_train, x)
