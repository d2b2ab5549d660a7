"""Expected values of this assignment, in NumPy and float64, independent of the solution."""

import numpy as np
from scipy import special


def softmax(logits: np.ndarray) -> np.ndarray:
    """SciPy's softmax over the last axis."""
    return special.softmax(np.asarray(logits, np.float64), axis=-1)
