"""Expected values of the tiny assignment."""

import numpy as np


def double(x: np.ndarray) -> np.ndarray:
    """Twice x, by a sum over a stack of copies."""
    return np.stack([x, x]).sum(axis=0)


def shift(x: np.ndarray, amount: float) -> np.ndarray:
    """The array moved by amount, in float64 throughout."""
    return np.asarray(x, np.float64) + np.float64(amount)
