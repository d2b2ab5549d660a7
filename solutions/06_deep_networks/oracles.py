"""Expected values of this assignment, in NumPy and float64, independent of the solution."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import special

from autograder.gradients import numerical_vjp

Weights = dict[str, np.ndarray]


def double(value: Any) -> np.ndarray:
    return np.asarray(value, np.float64)


# --- activations ---


def relu(x: np.ndarray) -> np.ndarray:
    """The mean of x and |x|."""
    return (double(x) + np.abs(double(x))) / 2


def relu_gradient(x: np.ndarray, cotangent: np.ndarray) -> dict[str, np.ndarray]:
    """1 to the right of 0, otherwise 0."""
    return {"x": cotangent * np.heaviside(x, 0.0)}


def relu_of_both_signs(x: np.ndarray) -> dict[str, np.ndarray]:
    """What both signs pass on: their difference is x, their sum |x|."""
    positive = relu(x)
    return {"output": positive, "output for -x": np.abs(double(x)) - positive}


def modulated_relu(x: np.ndarray, alpha: Any) -> np.ndarray:
    """The two halves, each with its slope."""
    return relu(x) - double(alpha) * relu(-double(x))


def modulated_relu_gradient(
    x: np.ndarray, alpha: np.ndarray, cotangent: np.ndarray
) -> dict[str, np.ndarray]:
    """Alpha at 0 and to the left of it; alpha's own gradient summed over what it was used for."""
    right = np.heaviside(x, 0.0)
    by_alpha = -cotangent * relu(-x)
    unused = tuple(range(x.ndim - alpha.ndim))
    return {"x": cotangent * (right + (1 - right) * alpha), "alpha": by_alpha.sum(axis=unused)}


def special_slopes(x: np.ndarray) -> dict[str, np.ndarray]:
    """Slopes for which the modulated ReLU has another name."""
    values = double(x)
    return {
        "output with alpha = 0": relu(values),
        "output with alpha = 1": values,
        "output with alpha = -1": np.abs(values),
    }


def learned_relu(weights: Weights, x: np.ndarray, **_: Any) -> np.ndarray:
    return modulated_relu(x, weights["alpha"])


def fresh_learned_relu(config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    shape = (x.shape[-1],)
    return {
        "shapes of trainable weights": [str(shape)],
        "shapes of all weights": [str(shape)],
        "smallest initial alpha": config["initial_alpha"],
        "largest initial alpha": config["initial_alpha"],
    }


SLOPES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "sigmoid": lambda x: special.expit(x) * special.expit(-x),
    "ReLU": lambda x: np.heaviside(x, 0.0),
    "tanh": lambda x: 1 / np.cosh(np.clip(x, -300, 300)) ** 2,
    "softplus": special.expit,
    "sine": np.cos,
    "cube": lambda x: 3 * x**2,
    "falling line": lambda x: np.full_like(x, -2.0),
    "modulated ReLU": lambda x: np.where(x > 0, 1.0, -0.5),
    "step": np.zeros_like,
    "constant": np.zeros_like,
}


def saturation(activation: str, x: np.ndarray) -> np.ndarray:
    """The derivative in closed form."""
    return np.asarray(SLOPES[activation](double(x)))


# --- layers ---


def maxout(config: dict[str, Any], weights: Weights, x: np.ndarray) -> np.ndarray:
    """One unit after the other: the largest over its own columns."""
    pieces = config["pieces"]
    linear = np.einsum("nf,fp->np", double(x), double(weights["kernel"])) + weights["bias"]
    columns = [linear[:, i * pieces : (i + 1) * pieces] for i in range(config["units"])]
    return np.stack([group.max(axis=1) for group in columns], axis=1)


def fresh_maxout(config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    return _fresh(
        "kernel",
        (x.shape[1], config["units"] * config["pieces"]),
        (config["units"] * config["pieces"],),
    )


def _fresh(name: str, kernel: tuple[int, int], *others: tuple[int, ...]) -> dict[str, Any]:
    shapes = sorted(str(shape) for shape in (kernel, *others))
    return {
        "shapes of trainable weights": shapes,
        "shapes of all weights": shapes,
        f"rank of the initial {name}": min(kernel),
    }


def maxout_ties(
    config: dict[str, Any], weights: Weights, x: np.ndarray, cotangent: np.ndarray
) -> dict[str, np.ndarray]:
    """However ties are broken, each group gets its unit's gradient, once, at its maxima."""
    values = maxout(config, weights, x)
    total = cotangent.sum(axis=0)
    return {
        "output": values,
        "gradient of bias, summed over each group": total,
        "gradient of bias at the tied pieces, summed over each group": total,
    }


def opposed_pieces(config: dict[str, Any], weights: Weights, x: np.ndarray, **_: Any) -> np.ndarray:
    """Two opposite pieces are an absolute value, a single piece is linear."""
    pieces = config["pieces"]
    linear = double(x) @ double(weights["kernel"])[:, ::pieces]
    return np.abs(linear) if pieces == 2 else linear + weights["bias"]


def factorised_dense(weights: Weights, x: np.ndarray, **_: Any) -> np.ndarray:
    """One dense layer with the product of the factors."""
    kernel = np.einsum("fr,ru->fu", double(weights["down_kernel"]), double(weights["up_kernel"]))
    return double(x) @ kernel + double(weights["bias"])


def fresh_factorised_dense(config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    units, rank, features = config["units"], config["rank"], x.shape[1]
    return {
        **_fresh("down_kernel", (features, rank), (rank, units), (units,)),
        "rank of the initial up_kernel": min(rank, units),
    }


def same_summary(
    config: dict[str, Any], weights: Weights, x: np.ndarray, other: np.ndarray
) -> dict[str, np.ndarray]:
    """Inputs that the middle layer cannot tell apart have one output."""
    expected = factorised_dense(weights, x)
    return {"output": expected, "output for the other x of the same summary": expected}


def residual_block(weights: Weights, x: np.ndarray, **_: Any) -> np.ndarray:
    hidden = relu(double(x) @ double(weights["kernel_1"]) + weights["bias_1"])
    return double(x) + hidden @ double(weights["kernel_2"]) + weights["bias_2"]


def identity(x: np.ndarray, **_: Any) -> np.ndarray:
    return double(x)


def sleeping_gradient(
    weights: Weights, x: np.ndarray, cotangent: np.ndarray, **_: Any
) -> dict[str, np.ndarray]:
    """No hidden unit is active: everything arrives, along the identity path alone."""
    return {
        "x": cotangent,
        **{f"weights.{name}": np.zeros_like(value) for name, value in weights.items()},
        "weights.bias_2": cotangent.sum(axis=0),
    }


def copied(forward: Callable[..., np.ndarray]) -> Callable[..., dict[str, Any]]:
    """What the probe ``layer_copy`` replies for a layer whose output is ``forward``."""

    def expected(config: dict[str, Any], weights: Weights, x: np.ndarray) -> dict[str, Any]:
        shapes = sorted(str(value.shape) for value in weights.values())
        return {
            "is a keras Layer": True,
            "shapes of trainable weights": shapes,
            "name of the copy": "probed",
            "output of the copy": forward(config=config, weights=weights, x=x),
        }

    return expected


# --- networks ---


ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "relu": relu,
    "tanh": np.tanh,
    "sigmoid": special.expit,
    "softplus": lambda x: np.logaddexp(0.0, x),
    "a function: |x|": np.abs,
    "a function: sin x": np.sin,
}


def feedforward(weights: Weights, x: np.ndarray, activation: str, **_: Any) -> np.ndarray:
    """Layer by layer; after the last one, nothing."""
    depth = len(weights) // 2
    for layer in range(1, depth + 1):
        x = double(x) @ double(weights[f"kernel {layer}"]) + weights[f"bias {layer}"]
        if layer < depth:
            x = ACTIVATIONS[activation](x)
    return x


def network_structure(
    input_size: int, hidden_sizes: list[int], output_size: int, activation: str
) -> dict[str, Any]:
    sizes = [input_size, *hidden_sizes, output_size]
    shapes = [
        str(shape) for before, after in pairwise(sizes) for shape in ((before, after), (after,))
    ]
    return {
        "is a keras Model": True,
        "shapes of the weights, in order": shapes,
        "features of an input": input_size,
        "features of an output": output_size,
        "hidden_sizes after the call": str(hidden_sizes),
    }


def network_after_one_step(
    weights: Weights, x: np.ndarray, y: np.ndarray, learning_rate: float, activation: str, **_: Any
) -> dict[str, np.ndarray]:
    """A step of gradient descent on the mean squared error."""

    def cost(weights: Weights) -> np.ndarray:
        return np.asarray(np.mean((feedforward(weights, x, activation) - y) ** 2))

    before = {name: double(value) for name, value in weights.items()}
    names = [f"weights.{name}" for name in before]
    gradients = numerical_vjp(cost, {"weights": before}, names, np.asarray(1.0))
    after = {
        name: value - learning_rate * gradients[f"weights.{name}"] for name, value in before.items()
    }
    return {"loss": cost(before), "output after one step": feedforward(after, x, activation)}


def parameter_count(sizes: list[int]) -> int:
    """Every unit that is not an input has a weight for each unit below it, and a bias."""
    return sum(after * (before + 1) for before, after in pairwise(sizes))
