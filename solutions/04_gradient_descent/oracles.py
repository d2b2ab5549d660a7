"""Expected values of the first half, in NumPy and float64, independent of the solution."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.gradients import numerical_vjp

Arrays = list[np.ndarray]


def numerical_gradient(
    function: str, theta: np.ndarray, coefficients: np.ndarray, step: float
) -> np.ndarray:
    """Central differences in closed form: (f(t + h) - f(t - h)) / 2h, simplified on paper."""
    theta = np.asarray(theta, np.float64)
    h = step * np.maximum(1.0, np.abs(theta))
    if function == "cubic":
        return np.asarray(coefficients * (3 * theta**2 + h**2) + 2 * np.sum(theta))
    slope = np.cos(coefficients * theta) * np.sin(coefficients * h) / h
    return np.asarray(slope)


def affine_gradients(
    x: np.ndarray, weights: np.ndarray, grad_output: np.ndarray
) -> dict[str, np.ndarray]:
    """Summed sample by sample."""
    x, weights, grad_output = (np.asarray(a, np.float64) for a in (x, weights, grad_output))
    return {
        "gradient by x": np.einsum("nu,fu->nf", grad_output, weights),
        "gradient by weights": np.einsum("nf,nu->fu", x, grad_output),
        "gradient by bias": np.einsum("nu->u", grad_output),
    }


def affine_differences(
    x: np.ndarray, weights: np.ndarray, grad_output: np.ndarray
) -> dict[str, np.ndarray]:
    """The same by central differences of the layer itself."""
    inputs = {"x": x, "weights": weights, "bias": np.zeros(weights.shape[1])}

    def forward(x: np.ndarray, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
        return np.asarray(x @ weights + bias)

    gradients = numerical_vjp(forward, inputs, list(inputs), grad_output)
    return {f"gradient by {name}": gradient for name, gradient in gradients.items()}


def pre_activations(parameters: Arrays, x: np.ndarray) -> np.ndarray:
    """What goes into the rectifier."""
    return np.asarray(np.asarray(x, np.float64) @ parameters[0] + parameters[1])


def network_gradients(parameters: Arrays, x: np.ndarray, y: np.ndarray) -> dict[str, np.ndarray]:
    """The chain rule for each sample by itself, averaged at the end."""
    weights_1, bias_1, weights_2, bias_2 = (np.asarray(p, np.float64) for p in parameters)
    sums = [np.zeros_like(p) for p in (weights_1, bias_1, weights_2, bias_2)]
    for row, target in zip(np.asarray(x, np.float64), np.asarray(y, np.float64), strict=True):
        z = weights_1.T @ row + bias_1
        hidden = np.where(z > 0, z, 0.0)
        error = 2 * (weights_2.T @ hidden + bias_2 - target)
        delta = np.where(z > 0, weights_2 @ error, 0.0)
        terms = (np.outer(row, delta), delta, np.outer(hidden, error), error)
        for total, term in zip(sums, terms, strict=True):
            total += term / len(x)
    return _by_parameter(sums)


def network_differences(parameters: Arrays, x: np.ndarray, y: np.ndarray) -> dict[str, np.ndarray]:
    """The same by central differences of the cost."""
    named = {str(position): value for position, value in enumerate(parameters)}

    def cost(**values: np.ndarray) -> np.ndarray:
        hidden = np.maximum(x @ values["0"] + values["1"], 0)
        output = hidden @ values["2"] + values["3"]
        return np.asarray(np.sum((output - y) ** 2) / len(x))

    gradients = numerical_vjp(cost, named, list(named), np.asarray(1.0), step=1e-4)
    return _by_parameter(list(gradients.values()))


def _by_parameter(gradients: Arrays) -> dict[str, np.ndarray]:
    names = ("weights_1", "bias_1", "weights_2", "bias_2")
    return {f"gradient by {n}": g for n, g in zip(names, gradients, strict=True)}


CostAndGradients = Callable[[Arrays, np.ndarray, np.ndarray], tuple[np.floating[Any], Arrays]]


def _linear(p: Arrays, inputs: np.ndarray, targets: np.ndarray) -> tuple[Any, Arrays]:
    error = inputs @ p[0] + p[1] - targets
    slope = 2 * error / error.size
    return np.mean(error**2), [inputs.T @ slope, slope.sum(axis=0)]


def _bowl(p: Arrays, inputs: np.ndarray, targets: np.ndarray) -> tuple[Any, Arrays]:
    return np.sum([np.sum(each**2) for each in p], dtype=p[0].dtype), [2 * each for each in p]


def _sunk_bowl(p: Arrays, inputs: np.ndarray, targets: np.ndarray) -> tuple[Any, Arrays]:
    value, gradients = _bowl(p, inputs, targets)
    return value - 20, gradients


def _plateau(p: Arrays, inputs: np.ndarray, targets: np.ndarray) -> tuple[Any, Arrays]:
    decay = [np.exp(-(each**2) / 2) for each in p]
    gradients = [each * factor for each, factor in zip(p, decay, strict=True)]
    return sum(np.sum(1 - factor) for factor in decay), gradients


def _root(p: Arrays, inputs: np.ndarray, targets: np.ndarray) -> tuple[Any, Arrays]:
    root = np.sqrt(p[0])
    return np.sum(root) + np.sum(p[1] ** 2), [0.5 / root, 2 * p[1]]


COSTS: dict[str, CostAndGradients] = {
    "linear": _linear,
    "bowl": _bowl,
    "sunk bowl": _sunk_bowl,
    "plateau": _plateau,
    "root": _root,
}


def descend(
    cost: str,
    parameters: Arrays,
    inputs: np.ndarray,
    targets: np.ndarray,
    learning_rate: float,
    threshold: float,
    max_steps: int,
) -> dict[str, Any]:
    """The loop with gradients in closed form, in the dtype in which it overflows."""
    dtype = parameters[0].dtype if cost == "bowl" else np.float64
    found = [np.asarray(each, dtype) for each in parameters]
    rate = dtype.type(learning_rate) if cost == "bowl" else learning_rate
    inputs, targets, costs = np.asarray(inputs, dtype), np.asarray(targets, dtype), []
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        while len(costs) < max_steps:
            value, gradients = COSTS[cost](found, inputs, targets)
            costs.append(float(value))
            if value < threshold or not np.isfinite(value):
                break
            found = [each - rate * g for each, g in zip(found, gradients, strict=True)]
    return {
        "number of parameters": f"{len(found)} tensors",
        **{f"parameters[{position}]": each for position, each in enumerate(found)},
        "costs": np.array(costs),
        **{f"the list given, [{position}]": each for position, each in enumerate(parameters)},
    }
