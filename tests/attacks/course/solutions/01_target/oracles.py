"""Expected values of the target assignment. No submission may ever see: CANARY"""

import numpy as np
from scipy import special

SECRET = "CANARY"


def softmax(logits: np.ndarray) -> np.ndarray:
    """SciPy's softmax over the last axis."""
    return np.asarray(special.softmax(np.asarray(logits, np.float64), axis=-1))


def double(x: np.ndarray) -> np.ndarray:
    """Twice x, by a sum over a stack of copies."""
    return np.stack([x, x]).sum(axis=0)
