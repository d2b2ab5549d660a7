"""Expected values of the second half, in NumPy and float64, independent of the solution."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import special

from autograder.gradients import numerical_vjp

Arrays = dict[str, np.ndarray]

ACTIVATIONS = {
    "tanh": np.tanh,
    "sigmoid": special.expit,
    "softplus": lambda z: np.logaddexp(0.0, z),
}


def _double(arrays: Arrays) -> Arrays:
    return {name: np.asarray(value, np.float64) for name, value in arrays.items()}


def forward(weights: Arrays, x: np.ndarray, factor: float = 1.0) -> np.ndarray:
    """A tanh layer, a factor, and a linear layer."""
    hidden = np.tanh(x @ weights["hidden.kernel"] + weights["hidden.bias"])
    return np.asarray(factor * hidden @ weights["output.kernel"] + weights["output.bias"])


def losses(name: str, y: np.ndarray, output: np.ndarray) -> np.ndarray:
    """One number for each sample, averaged over its outputs."""
    error = output - y
    each = error**2 if name == "mean_squared_error" else np.log(np.cosh(error))
    return np.asarray(each.mean(axis=1))


class Report:
    """The running means that Keras shows: of the loss, of two metrics."""

    def __init__(self) -> None:
        self.losses: list[float] = []
        self.errors: list[np.ndarray] = []
        self.squares: list[np.ndarray] = []
        self.weights: list[np.ndarray] = []

    def add(self, loss: float, error: np.ndarray, weight: np.ndarray) -> dict[str, float]:
        """A batch's loss, errors `(batch, outputs)` and sample weights; the means so far."""
        self.losses.append(loss)
        self.errors.append(np.abs(error).mean(axis=1))
        self.squares.append((error**2).mean(axis=1))
        self.weights.append(weight)
        return {
            "loss": float(np.mean(self.losses)),
            "mae": float(np.mean(np.concatenate(self.errors))),
            "weighted_mse": float(
                np.average(np.concatenate(self.squares), weights=np.concatenate(self.weights))
            ),
        }


def _trained(
    weights: Arrays,
    batches: list[list[np.ndarray]],
    epochs: int = 1,
    loss: str = "mean_squared_error",
    learning_rate: float = 0.1,
    momentum: float = 0.0,
    penalty: float = 0.0,
    tripled: bool = False,
    frozen: bool = False,
) -> Iterator[tuple[dict[str, float], Arrays]]:
    """What is reported after each step, and the weights."""
    weights = _double(weights)
    moving = [name for name in weights if not (frozen and name.startswith("hidden"))]
    velocity = {name: np.zeros_like(weights[name]) for name in moving}
    for _ in range(epochs):
        report = Report()
        for x, y, *rest in batches:
            weight = rest[0] if rest else np.ones(len(x))

            def cost(x: Any = x, y: Any = y, weight: Any = weight, **changed: Any) -> np.ndarray:
                each = losses(loss, y, forward(changed, x, 3.0 if tripled else 1.0))
                return np.asarray(
                    np.mean(weight * each) + penalty * np.sum(changed["output.kernel"] ** 2)
                )

            flat = {name.replace(".", "/"): value for name, value in weights.items()}
            value, gradients = _value_and_gradients(cost, flat)
            error = forward(weights, x, 3.0 if tripled else 1.0) - y
            logs = report.add(value, error, weight)
            for name in moving:
                step = gradients[name.replace(".", "/")]
                velocity[name] = momentum * velocity[name] - learning_rate * step
            weights = weights | {name: weights[name] + velocity[name] for name in moving}
            yield logs, weights


def _value_and_gradients(cost: Any, flat: Arrays) -> tuple[float, Arrays]:
    """The cost of weights named with a stroke for the dot, and its central differences."""

    def of_flat(**changed: np.ndarray) -> np.ndarray:
        dotted = {name.replace("/", "."): value for name, value in changed.items()}
        return np.asarray(cost(**dotted))

    gradients = numerical_vjp(of_flat, flat, list(flat), np.asarray(1.0), step=1e-3)
    return float(of_flat(**flat)), gradients


def train_steps(**case: Any) -> dict[str, Any]:
    """The reports of all steps, and the weights afterwards."""
    steps = list(_trained(**case))
    rows = {
        f"reported {name}": np.array([logs[name] for logs, _ in steps])
        for name in ("loss", "mae", "weighted_mse")
    }
    return rows | {f"{name} afterwards": value for name, value in steps[-1][1].items()}


def fit_save_load(
    weights: Arrays,
    x: np.ndarray,
    y: np.ndarray,
    sample_weight: np.ndarray,
    batch_size: int,
    epochs: int,
    learning_rate: float,
    momentum: float,
) -> dict[str, Any]:
    """The report of each epoch's last step, the weights, and the output."""
    starts = range(0, len(x), batch_size)
    batches = [[a[s : s + batch_size] for a in (x, y, sample_weight)] for s in starts]
    steps = list(_trained(weights, batches, epochs, "mean_squared_error", learning_rate, momentum))
    last = steps[len(batches) - 1 :: len(batches)]
    rows = {
        f"{name} of each epoch": np.array([logs[name] for logs, _ in last])
        for name in ("loss", "mae", "weighted_mse")
    }
    after = steps[-1][1]
    return {
        **rows,
        **{f"{name} afterwards": value for name, value in after.items()},
        "output after loading": forward(after, x),
    }


def norms_of_layers(
    kernels: list[np.ndarray],
    biases: list[np.ndarray],
    x: np.ndarray,
    y: np.ndarray,
    activation: str,
    frozen: int = -1,
    stopped_after: int = -1,
    tripled_after: int = -1,
    scaled_after: int = -1,
    without_bias: int = -1,
    loss: str = "mean_squared_error",
    penalty: float = 0.0,
) -> dict[str, np.ndarray]:
    """Backpropagation through a stack of dense layers, written out."""
    function = ACTIVATIONS[activation]
    kernels, biases = ([np.asarray(a, np.float64) for a in each] for each in (kernels, biases))
    inputs, slopes = [np.asarray(x, np.float64)], []
    for position, (kernel, bias) in enumerate(zip(kernels, biases, strict=True)):
        z = inputs[-1] @ kernel + (0.0 if position == without_bias else bias)
        last = position == len(kernels) - 1
        slopes.append(np.ones_like(z) if last else _slope(activation, z))
        inputs.append(z if last else function(z))
    error = inputs[-1] - y
    delta = (2 * error if loss == "mean_squared_error" else np.tanh(error)) / error.size
    norms: list[float] = []
    for position in reversed(range(len(kernels))):
        if position == scaled_after:
            norms.insert(0, float(np.linalg.norm(np.sum(delta * inputs[position + 1], axis=0))))
        delta = delta * slopes[position]
        if position == stopped_after:
            delta = np.zeros_like(delta)
        by_kernel, by_bias = inputs[position].T @ delta, delta.sum(axis=0)
        if position == len(kernels) - 1:
            by_kernel = by_kernel + 2 * penalty * kernels[position]
        squares = np.sum(by_kernel**2) + (0.0 if position == without_bias else np.sum(by_bias**2))
        if position != frozen:
            norms.insert(0, float(np.sqrt(squares)))
        delta = delta @ kernels[position].T
    return {"output": np.array(norms), "last kernel afterwards": kernels[-1]}


def _slope(activation: str, z: np.ndarray) -> np.ndarray:
    value = np.asarray(ACTIVATIONS[activation](z))
    if activation == "tanh":
        return np.asarray(1 - value**2)
    if activation == "sigmoid":
        return value * (1 - value)
    return np.asarray(ACTIVATIONS["sigmoid"](z))


def restarts(
    transform: np.ndarray,
    heights: np.ndarray,
    tilts: np.ndarray,
    starts: np.ndarray,
    learning_rate: float,
    steps: int,
) -> dict[str, Any]:
    """Gradient and Hessian in closed form; all starts at once."""
    a, p, t, theta = (np.asarray(v, np.float64) for v in (transform, heights, tilts, starts))
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(steps):
            w = theta @ a.T
            theta = theta - learning_rate * (4 * p * w * (w**2 - 1) + t) @ a
        w = theta @ a.T
        costs = np.sum(p * (w**2 - 1) ** 2 + t * w, axis=1)
    best = int(np.argmin(np.where(np.isfinite(costs), costs, np.inf)))
    gradient = (4 * p * w[best] * (w[best] ** 2 - 1) + t) @ a
    curvature = np.linalg.eigvalsh(a.T @ np.diag(4 * p * (3 * w[best] ** 2 - 1)) @ a)
    return {
        "best end": theta[best],
        "its cost": costs[best],
        "is a minimum": bool(np.linalg.norm(gradient) < 1e-3 and curvature.min() > 1e-3),
    }
