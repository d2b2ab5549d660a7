"""Expected values of this assignment, in NumPy and float64, independent of the solution."""

from typing import Any

import numpy as np
from scipy import special


def softmax(logits: np.ndarray) -> np.ndarray:
    """SciPy's softmax over the last axis."""
    return np.asarray(special.softmax(np.asarray(logits, np.float64), axis=-1))


def sigmoid(logits: np.ndarray) -> np.ndarray:
    """SciPy's logistic function."""
    return np.asarray(special.expit(np.asarray(logits, np.float64)))


def sigmoid_gradient(logits: np.ndarray, cotangent: np.ndarray) -> dict[str, np.ndarray]:
    """σ(z) σ(-z) times the cotangent, exact in both tails."""
    return {"logits": cotangent * sigmoid(logits) * sigmoid(-logits)}


def softmax_gradient(logits: np.ndarray, cotangent: np.ndarray) -> dict[str, np.ndarray]:
    """p (c - Σ p c) in each row."""
    probabilities = softmax(logits)
    mean = np.sum(probabilities * cotangent, axis=-1, keepdims=True)
    return {"logits": probabilities * (cotangent - mean)}


def pinned_softmax(free_logits: np.ndarray) -> np.ndarray:
    """Softmax of the logits with a column of zeros in front."""
    return softmax(np.pad(np.asarray(free_logits, np.float64), ((0, 0), (1, 0))))


def output_layer(
    config: dict[str, Any], weights: dict[str, np.ndarray], x: np.ndarray
) -> np.ndarray:
    """g(x kernel + bias), summed feature by feature."""
    kernel, bias = (np.asarray(weights[name], np.float64) for name in ("kernel", "bias"))
    logits = np.einsum("nf,fu->nu", np.asarray(x, np.float64), kernel) + bias
    activations = {"linear": np.asarray, "sigmoid": sigmoid, "softmax": softmax}
    return np.asarray(activations[config["activation"]](logits))


def categorical_cross_entropy(targets: np.ndarray, logits: np.ndarray) -> np.ndarray:
    """Mean over the samples of -Σ targets · log softmax(logits)."""
    log_probabilities = special.log_softmax(np.asarray(logits, np.float64), axis=-1)
    return np.asarray(-np.mean(np.sum(np.asarray(targets, np.float64) * log_probabilities, -1)))


def categorical_cross_entropy_gradient(
    targets: np.ndarray, logits: np.ndarray, cotangent: float
) -> dict[str, np.ndarray]:
    """(softmax(logits) - targets) / batch, for targets that sum to 1."""
    return {"logits": cotangent * (softmax(logits) - targets) / len(logits)}


def mean_entropy(targets: np.ndarray, **_: Any) -> np.ndarray:
    """Mean entropy of the targets in nats; the logits play no part."""
    return np.asarray(np.mean(np.sum(special.entr(targets), axis=-1)))
