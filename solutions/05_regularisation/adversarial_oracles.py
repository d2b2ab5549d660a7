"""The fast gradient sign method and adversarial training in NumPy, for two dense layers."""

from typing import Any

import numpy as np
from scipy.special import log_softmax, softmax

from autograder.gradients import numerical_vjp

Inputs = dict[str, Any]

CLEAR = 1e-3
"""How large a partial derivative is at least, as a share of the sample's largest."""

BATCH_NORMALISATION = 1 / np.sqrt(1 + 1e-3)
"""What an untrained batch normalisation multiplies by when it is not training."""


def logits_of(weights: Inputs, x: np.ndarray) -> np.ndarray:
    flat = x.reshape(len(x), -1).astype(np.float64)
    hidden = np.tanh(flat @ weights["m0"] + weights["b0"])
    return np.asarray(hidden @ weights["m1"] + weights["b1"])


def input_gradient(weights: Inputs, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of each sample's cross-entropy by its pixels."""
    flat = x.reshape(len(x), -1).astype(np.float64)
    hidden = np.tanh(flat @ weights["m0"] + weights["b0"])
    probabilities = softmax(hidden @ weights["m1"] + weights["b1"], axis=1)
    error = probabilities - np.eye(probabilities.shape[1])[y]
    back = (error @ weights["m1"].T * (1 - hidden**2)) @ weights["m0"].T
    return np.asarray(back.reshape(x.shape))


def signs_are_clear(weights: Inputs, x: np.ndarray, y: np.ndarray) -> bool:
    """Whether rounding can't turn a sign, of the true class and of the likeliest."""
    logits = logits_of(weights, x)
    ordered = np.sort(logits, axis=1)
    decided = bool(np.all(ordered[:, -1] - ordered[:, -2] > CLEAR))
    for label in (y, np.argmax(logits, axis=1)):
        size = np.abs(input_gradient(weights, x, label).reshape(len(x), -1))
        decided &= bool(np.all(size.min(axis=1) > CLEAR * np.max(size)))
    return decided


def attack(weights: Inputs, x: np.ndarray, y: np.ndarray, epsilon: float) -> np.ndarray:
    """Every pixel epsilon up or down, as far as it stays from 0 to 1."""
    return np.clip(x + epsilon * np.sign(input_gradient(weights, x, y)), 0.0, 1.0)


def attacks_of_all_strengths(
    weights: Inputs, x: np.ndarray, y: np.ndarray, epsilons: list[float]
) -> dict[str, np.ndarray]:
    return {f"output for epsilon={e}": attack(weights, x, y, e) for e in epsilons}


def attack_on_a_noisy_model(
    weights: Inputs, x: np.ndarray, y: np.ndarray, epsilon: float
) -> dict[str, np.ndarray]:
    """At rest, dropout does nothing and the untrained normalisation scales a little."""
    scaled = weights | {"m0": weights["m0"] * BATCH_NORMALISATION}
    features = x.shape[-1]
    untrained = [np.ones(features), np.zeros(features), np.zeros(features), np.ones(features)]
    own = [value.ravel() for value in weights.values()]
    return {
        "output": attack(scaled, x, y, epsilon),
        "logits afterwards": logits_of(scaled, x),
        "weights": np.sort(np.concatenate([*own, *untrained])),
        "number of weights that fit would train": len(weights) + 2,
    }


def mean_cross_entropy(weights: Inputs, x: np.ndarray, y: np.ndarray) -> float:
    chosen = log_softmax(logits_of(weights, x), axis=1)[np.arange(len(y)), y]
    return float(-np.mean(chosen))


def _stepped(
    weights: Inputs, x: np.ndarray, y: np.ndarray, epsilon: float, learning_rate: float
) -> tuple[float, Inputs]:
    """The mean cost of plain and attacked images, and the weights after one step."""
    likeliest = np.argmax(logits_of(weights, x), axis=1)
    attacked = attack(weights, x, likeliest, epsilon)

    def cost(weights: Inputs) -> np.ndarray:
        both = [mean_cross_entropy(weights, images, y) for images in (x, attacked)]
        return np.asarray(np.mean(both))

    double = {name: value.astype(np.float64) for name, value in weights.items()}
    names = [f"weights.{name}" for name in double]
    gradients = numerical_vjp(cost, {"weights": double}, names, np.asarray(1.0))
    after = {n: v - learning_rate * gradients[f"weights.{n}"] for n, v in double.items()}
    return float(cost(double)), after


def one_step(
    weights: Inputs,
    x: np.ndarray,
    y: np.ndarray,
    epsilon: float,
    learning_rate: float,
    **_: Any,
) -> dict[str, Any]:
    loss, after = _stepped(weights, x, y, epsilon, learning_rate)
    right = np.argmax(logits_of(weights, x), axis=1) == y
    return {
        "loss": np.asarray(loss),
        "accuracy": np.asarray(np.mean(right)),
        **{f"{name} after one step": value for name, value in after.items()},
    }


def two_epochs(
    weights: Inputs, x: np.ndarray, y: np.ndarray, epsilon: float, learning_rate: float
) -> dict[str, Any]:
    first, middle = _stepped(weights, x, y, epsilon, learning_rate)
    second, after = _stepped(middle, x, y, epsilon, learning_rate)
    return {
        "is a keras Model": True,
        "losses": np.array([first, second]),
        "logits after loading": logits_of(after, x),
    }


def tells_mistakes_apart(weights: Inputs, x: np.ndarray, y: np.ndarray, epsilon: float) -> bool:
    """Whether some samples are right and some wrong, and others for the attacked images."""
    logits = logits_of(weights, x)
    likeliest = np.argmax(logits, axis=1)
    wrong = int(np.sum(likeliest != y))
    if not 2 <= wrong <= 4:
        return False
    changed = np.argmax(logits_of(weights, attack(weights, x, likeliest, epsilon)), axis=1)
    return bool(epsilon == 0 or np.mean(changed == y) != np.mean(likeliest == y))


def stays_clear(
    weights: Inputs, x: np.ndarray, y: np.ndarray, epsilon: float, learning_rate: float
) -> bool:
    """Whether the signs are clear after a step too, so that a second one is certain."""
    return signs_are_clear(_stepped(weights, x, y, epsilon, learning_rate)[1], x, y)
