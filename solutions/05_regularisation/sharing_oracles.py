"""Models with shared parameters in NumPy, and data on which sharing helps."""

from typing import Any

import numpy as np
from scipy.special import log_softmax

from autograder.gradients import numerical_vjp

Inputs = dict[str, Any]

NUM_TRAINED, NUM_NEW = 80, 1000


def two_outputs(weights: Inputs, x: np.ndarray, **_: Any) -> dict[str, np.ndarray]:
    """A tanh layer, and two linear ones that read it."""
    hidden = np.tanh(x @ weights["trunk_kernel"] + weights["trunk_bias"])
    return {
        "logits": hidden @ weights["class_head_kernel"] + weights["class_head_bias"],
        "values": hidden @ weights["value_head_kernel"] + weights["value_head_bias"],
    }


def side_by_side(weights: Inputs, x: np.ndarray, **_: Any) -> np.ndarray:
    outputs = two_outputs(weights, x)
    return np.concatenate([outputs["logits"], outputs["values"]], axis=-1)


def three_layers(config: Inputs, x: np.ndarray) -> dict[str, Any]:
    units, classes, values = config["units"], config["num_classes"], config["num_values"]
    shapes: list[tuple[int, ...]] = [(x.shape[1], units), (units, classes), (units, values)]
    shapes += [(units,), (classes,), (values,)]
    return {"is a keras Model": True, "shapes of trainable weights": sorted(map(str, shapes))}


def both_costs(
    labels: np.ndarray,
    logits: np.ndarray,
    values: np.ndarray,
    estimates: np.ndarray,
    class_weight: float,
    value_weight: float,
) -> np.ndarray:
    """The weighted sum of the mean cross-entropy and the mean squared error."""
    logits, estimates = logits.astype(np.float64), estimates.astype(np.float64)
    surprise = -log_softmax(logits, axis=1)[np.arange(len(labels)), labels]
    squared = np.mean((values - estimates) ** 2)
    return np.asarray(class_weight * surprise.mean() + value_weight * squared)


def one_multi_task_step(
    weights: Inputs,
    x: np.ndarray,
    labels: np.ndarray,
    values: np.ndarray,
    task_weights: list[float],
    learning_rate: float,
    **_: Any,
) -> dict[str, Any]:
    """The loss before one step of gradient descent, and the outputs after it."""
    double = {name: value.astype(np.float64) for name, value in weights.items()}

    def cost(weights: Inputs) -> np.ndarray:
        outputs = two_outputs(weights, x)
        return both_costs(labels, outputs["logits"], values, outputs["values"], *task_weights)

    names = [f"weights.{name}" for name in double]
    gradients = numerical_vjp(cost, {"weights": double}, names, np.asarray(1.0))
    after = {n: v - learning_rate * gradients[f"weights.{n}"] for n, v in double.items()}
    outputs = two_outputs(after, x)
    return {
        "loss": cost(double),
        "logits after loading": outputs["logits"],
        "values after loading": outputs["values"],
    }


def related_tasks(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """A class and twelve values that depend on the same three hidden features of twenty.

    The features are ``tanh`` of three orthogonal directions, drawn anew. The class is the
    nearest corner of a turned tetrahedron, the values are random sums of the features.
    """
    directions = np.linalg.qr(random.normal(size=(20, 3)))[0] * 2
    turned = np.linalg.qr(random.normal(size=(3, 3)))[0]
    corners = turned @ np.array([[1, 1, -1, -1], [1, -1, 1, -1], [1, -1, -1, 1]])
    mixing = np.linalg.qr(random.normal(size=(12, 3)))[0].T * 2
    x = random.normal(size=(NUM_TRAINED + NUM_NEW, 20)).astype("float32")
    features = np.tanh(x @ directions)
    labels = np.argmax(features @ corners, axis=1)
    values = (features @ mixing).astype("float32")
    sent = {
        "config": {"units": 6, "num_classes": 4, "num_values": 12},
        "x": x[:NUM_TRAINED],
        "labels": labels[:NUM_TRAINED],
        "values": values[:NUM_TRAINED],
        "x_new": x[NUM_TRAINED:],
    }
    return sent, labels[NUM_TRAINED:]


def shared_dense(config: Inputs, weights: Inputs, x: np.ndarray) -> np.ndarray:
    """Weight d times the input d places to the right of the output, round a circle."""
    kernel, x = weights["kernel"].astype(np.float64), x.astype(np.float64)
    terms = [kernel[d] * np.roll(x, -d, axis=1) for d in range(len(kernel))]
    return np.asarray(np.sum(terms, axis=0) + weights["bias"])


def moved_both_ways(weights: Inputs, x: np.ndarray, step: int) -> dict[str, np.ndarray]:
    expected = shared_dense({}, weights, np.roll(x, step, axis=1))
    return {"layer(move(x))": expected, "move(layer(x))": expected}


def shared_weights(x: np.ndarray) -> dict[str, Any]:
    return {
        "is a keras Layer": True,
        "shapes of trainable weights": sorted(["()", f"({x.shape[1]},)"]),
        "kernel is all alike": False,
        "bias starts at 0": True,
        "name after from_config": "tied",
    }
