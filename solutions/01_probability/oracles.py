"""Expected values of this assignment, in NumPy and float64, independent of the solution."""

from typing import Any

import numpy as np
from scipy import special

Array = np.ndarray


def _double(*arrays: Array) -> list[Array]:
    return [np.asarray(array, np.float64) for array in arrays]


def _letters(count: int) -> str:
    return "abcdefgh"[:count]


def marginal(joint: Array, axis: int) -> Array:
    """Summed by its indices' names."""
    (joint,) = _double(joint)
    names = _letters(joint.ndim)
    return np.einsum(f"{names}->{names.replace(names[axis], '')}", joint)


def conditional(joint: Array, axis: int) -> Array:
    """Each line along ``axis`` divided by its sum, one line at a time."""
    lines = np.moveaxis(_double(joint)[0], axis, -1).copy()
    for place in np.ndindex(lines.shape[:-1]):
        total = lines[place].sum()
        if total > 0:
            lines[place] /= total
    return np.moveaxis(lines, -1, axis)


def is_independent(joint: Array, tolerance: float) -> bool:
    """Whether the largest difference to the product of the marginals is within the tolerance."""
    (joint,) = _double(joint)
    product = np.outer(joint.sum(axis=1), joint.sum(axis=0))
    return bool(np.abs(joint - product).max() <= tolerance)


def expectation(probabilities: Array, values: Array) -> Array:
    """A dot product."""
    return np.asarray(np.dot(*_double(probabilities, values)))


def posterior(log_prior: Array, log_likelihood: Array) -> Array:
    """SciPy's softmax of the log-joint."""
    log_prior, log_likelihood = _double(log_prior, log_likelihood)
    return np.asarray(special.softmax(log_prior + log_likelihood, axis=-1))


def self_information(p: Array) -> Array:
    """Minus the natural logarithm, infinite at 0."""
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(*_double(p)))


def entropy(p: Array) -> Array:
    """SciPy's -p log p, which is 0 at 0, summed over the last axis."""
    return np.asarray(np.sum(special.entr(*_double(p)), axis=-1))


def kl_divergence(p: Array, q: Array) -> Array:
    """SciPy's p log(p / q), 0 at p = 0 and infinite at q = 0 < p, summed over the last axis."""
    return np.asarray(np.sum(special.rel_entr(*_double(p, q)), axis=-1))


def cross_entropy(p: Array, q: Array) -> Array:
    """Minus SciPy's p log q, which is 0 at p = 0, summed over the last axis."""
    return np.asarray(-np.sum(special.xlogy(*_double(p, q)), axis=-1))


def self_information_gradient(p: Array, cotangent: Array) -> dict[str, Array]:
    """-1 / p."""
    return {"p": -cotangent / p}


def entropy_gradient(p: Array, cotangent: Array) -> dict[str, Array]:
    """-(log p + 1), by free entries."""
    return {"p": -cotangent[..., None] * (np.log(p) + 1)}


def kl_divergence_gradient(p: Array, q: Array, cotangent: Array) -> dict[str, Array]:
    """log(p / q) + 1 by p, and -p / q by q."""
    by_row = cotangent[..., None]
    return {"p": by_row * (np.log(p / q) + 1), "q": -by_row * p / q}


def cross_entropy_gradient(p: Array, q: Array, cotangent: Array) -> dict[str, Array]:
    """-log q by p, and -p / q by q."""
    by_row = cotangent[..., None]
    return {"p": -by_row * np.log(q), "q": -by_row * p / q}


def _through_softmax(probabilities: Array, slope: Array) -> Array:
    """The gradient by logits, given that by probabilities; a probability of 0 gives 0."""
    slope = np.where(probabilities > 0, slope, 0.0)
    return probabilities * (slope - np.sum(probabilities * slope, axis=-1, keepdims=True))


def entropy_gradient_by_logits(p_logits: Array, cotangent: Array) -> dict[str, Array]:
    """The gradient of the entropy of a softmax."""
    p, log_p = special.softmax(p_logits, axis=-1), special.log_softmax(p_logits, axis=-1)
    return {"p_logits": _through_softmax(p, -cotangent[..., None] * log_p)}


def kl_gradient_by_logits(p_logits: Array, q_logits: Array, cotangent: Array) -> dict[str, Array]:
    """The gradients of KL(softmax(p_logits), softmax(q_logits)); q - p by the logits of q."""
    p, q = special.softmax(p_logits, axis=-1), special.softmax(q_logits, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = cotangent[..., None] * (np.log(p) - np.log(q))
    return {"p_logits": _through_softmax(p, slope), "q_logits": cotangent[..., None] * (q - p)}


def cross_entropy_gradient_by_logits(
    p_logits: Array, q_logits: Array, cotangent: Array
) -> dict[str, Array]:
    """The gradients of H(softmax(p_logits), softmax(q_logits)); q - p by the logits of q."""
    p, q = special.softmax(p_logits, axis=-1), special.softmax(q_logits, axis=-1)
    with np.errstate(divide="ignore"):
        slope = -cotangent[..., None] * np.log(q)
    return {"p_logits": _through_softmax(p, slope), "q_logits": cotangent[..., None] * (q - p)}


def gaussian_maximum_likelihood(x: Array, **_: Any) -> dict[str, Array]:
    """Mean and variance over n, of the samples as they were rounded."""
    (x,) = _double(x)
    return {"mean": np.mean(x), "variance": np.var(x)}


def maximum_a_posteriori_weights(
    x: Array, y: Array, prior_precision: float, noise_precision: float
) -> Array:
    """The shrunken least squares by singular values: no normal equations."""
    x, y = _double(x, y)
    left, singular, right = np.linalg.svd(x, full_matrices=False)
    shrunken = singular / (singular**2 + prior_precision / noise_precision)
    return np.asarray(right.T @ (shrunken * (left.T @ y)))
