"""Probes of the tiny assignment."""

from typing import Any

import numpy as np


def shifted(answer: Any, x: np.ndarray, amount: float) -> Any:
    """The array after the student's shift."""
    return answer(amount)(x)
