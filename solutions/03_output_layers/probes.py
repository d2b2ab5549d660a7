"""Probes of this assignment; the standard ones are in ``autograder.worker.probes``."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import built_layer, set_weights

LARGE = 4.0  # root mean square; standard normal numbers stay below 3


def sigmoid_of_both_signs(answer: Any, logits: np.ndarray) -> dict[str, Any]:
    """Sigmoid of the logits and of the logits with the opposite sign."""
    return {
        "output": answer(tf.convert_to_tensor(logits)),
        "output for -logits": answer(tf.convert_to_tensor(-logits)),
    }


def softmax_shifted(answer: Any, logits: np.ndarray, shift: float) -> dict[str, Any]:
    """Softmax of the logits, and of the logits with a constant added."""
    return {
        "output": answer(tf.convert_to_tensor(logits)),
        "output after the shift": answer(tf.convert_to_tensor(logits + shift)),
    }


def output_layer_weights(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """What Keras would train in a layer that has only been built."""
    layer = answer(**config)
    layer(tf.convert_to_tensor(x))
    kernel = keras.ops.convert_to_numpy(layer.kernel)
    return {
        "shapes of trainable weights": sorted(str(tuple(w.shape)) for w in layer.trainable_weights),
        "shapes of all weights": sorted(str(tuple(w.shape)) for w in layer.weights),
        "rank of the initial kernel": int(np.linalg.matrix_rank(kernel)),
        "initial kernel is small": bool(np.sqrt(np.mean(kernel**2)) < LARGE),
    }


def output_layer_batches(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    further: dict[str, np.ndarray],
) -> dict[str, Any]:
    """Build a layer with one batch, and call it with others."""
    layer = built_layer(answer, config, weights, x)
    return {
        f"output for the {name} batch": layer(tf.convert_to_tensor(batch))
        for name, batch in further.items()
    }


def output_layer_copy(
    answer: Any, config: dict[str, Any], weights: dict[str, np.ndarray], x: np.ndarray
) -> dict[str, Any]:
    """Make a layer again from its config, give the copy the same weights, and call it."""
    name = f"{config['activation']}_{config['units']}"
    layer = built_layer(answer, {**config, "name": name}, weights, x)
    copy = answer.from_config(layer.get_config())
    copy(tf.convert_to_tensor(x))
    set_weights(copy, weights)
    return {"name of the copy": copy.name, "output of the copy": copy(tf.convert_to_tensor(x))}


def output_layers_trained(
    answer: Any, x: np.ndarray, y: np.ndarray, x_held_out: np.ndarray, num_classes: int
) -> dict[str, Any]:
    """Train a hidden layer and an output layer of the student's class; predict new points."""
    model = keras.Sequential([answer(12, "sigmoid"), answer(num_classes, "softmax")])
    model.compile(
        optimizer=keras.optimizers.Adam(0.03),
        loss="sparse_categorical_crossentropy",
        jit_compile=False,
    )
    model.fit(x, y, batch_size=50, epochs=40, verbose=0)
    return {"output": model.predict(x_held_out, batch_size=1000, verbose=0)}


# --- costs: losses, is_proper, train_classifier (author 03b) ---


def loss_vector_jacobian_product(
    answer: Any,
    y_true: np.ndarray,
    y_pred: np.ndarray,
    cotangent: np.ndarray,
    config: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Differentiate ``sum(cotangent * losses)``, one loss for each sample, by the predictions."""
    loss = answer(**(config or {}), reduction=None, dtype=y_pred.dtype.name)
    watched = tf.convert_to_tensor(y_pred)
    with tf.GradientTape() as tape:
        tape.watch(watched)
        total = tf.reduce_sum(loss(tf.convert_to_tensor(y_true), watched) * cotangent)
    return {"gradient of y_pred": tape.gradient(total, watched)}


def reduced_loss(
    answer: Any,
    config: dict[str, Any],
    y_true: np.ndarray,
    y_pred: np.ndarray,
    sample_weight: np.ndarray | None,
) -> dict[str, Any]:
    """A loss with weights of the samples, before and after a round trip through its config."""
    loss = answer(**config, dtype=y_pred.dtype.name)
    copy = answer.from_config(loss.get_config() | {"dtype": y_pred.dtype.name})
    tensors = tf.convert_to_tensor(y_true), tf.convert_to_tensor(y_pred)
    return {
        "output": loss(*tensors, sample_weight=sample_weight),
        "output after from_config": copy(*tensors, sample_weight=sample_weight),
        "name after from_config": copy.name,
    }


def fit_one_step(
    answer: Any,
    x: np.ndarray,
    y: np.ndarray,
    sample_weight: np.ndarray,
    kernel: np.ndarray,
    learning_rate: float,
    eagerly: bool,
) -> dict[str, Any]:
    """Compile a linear model with the loss and fit it for one step of gradient descent."""
    loss = answer()
    layer = keras.layers.Dense(kernel.shape[1], use_bias=False)
    model = keras.Sequential([keras.Input(kernel.shape[:1]), layer])
    layer.kernel.assign(kernel)
    optimizer = keras.optimizers.SGD(learning_rate)
    model.compile(optimizer, loss=loss, jit_compile=False, run_eagerly=eagerly)
    history = model.fit(x, y, batch_size=len(x), sample_weight=sample_weight, verbose=0)
    return {
        "is a keras Loss": isinstance(loss, keras.losses.Loss),
        "loss": history.history["loss"][0],
        "kernel after one step": layer.kernel,
    }


def loss_at_fixed_variance(
    answer: Any, y_true: np.ndarray, mean: np.ndarray, log_variance: float
) -> dict[str, Any]:
    """The Gaussian cost at one variance, and its excess over that of an exact prediction."""
    loss = answer(reduction=None, dtype="float64")
    column = np.full_like(mean, log_variance)
    output = loss(y_true, np.stack([mean, column], axis=1))
    least = loss(y_true, np.stack([y_true, column], axis=1))
    excess = 2 * np.exp(log_variance) * (output - least)
    return {"output": output, "2σ² · (output - output at an exact mean)": excess}


def fit_mean_and_log_variance(
    answer: Any, x: np.ndarray, y: np.ndarray, x_new: np.ndarray
) -> dict[str, Any]:
    """Train a small network with the loss, and predict mean and log-variance."""
    layers = keras.layers
    model = keras.Sequential(
        [keras.Input((1,)), layers.Dense(32, "tanh"), layers.Dense(32, "tanh"), layers.Dense(2)]
    )
    steps = 40 * -(-len(x) // 100)
    schedule = keras.optimizers.schedules.CosineDecay(1e-2, steps)
    model.compile(keras.optimizers.Adam(schedule), loss=answer(), jit_compile=False)
    model.fit(x, y, batch_size=100, epochs=40, verbose=0)
    return {"output": model(tf.convert_to_tensor(x_new))}


def _one_hot(candidate: np.ndarray, outcome: int) -> np.ndarray:
    return np.eye(len(candidate))[outcome]


COSTS: dict[str, Callable[[np.ndarray, int], float]] = {
    "logarithmic": lambda q, k: float(-np.log(q[k])),
    "weighted logarithmic": lambda q, k: float(-(k + 1) * np.log(q[k])),
    "squared": lambda q, k: float(np.sum((q - _one_hot(q, k)) ** 2)),
    "absolute": lambda q, k: float(np.sum(np.abs(q - _one_hot(q, k)))),
    "linear": lambda q, k: float(1 - q[k]),
    "root": lambda q, k: float(1 - np.sqrt(q[k])),
    "spherical": lambda q, k: float(1 - q[k] / np.linalg.norm(q)),
    "most likely": lambda q, k: float(np.argmax(q) != k),
}


def is_proper_for(
    answer: Any, cost: str, distribution: np.ndarray, candidates: np.ndarray
) -> dict[str, Any]:
    """Ask whether a cost, given by its name, is proper."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return {"output": bool(answer(COSTS[cost], distribution, candidates))}


def fit_classifier(
    answer: Any, x: np.ndarray, y: np.ndarray, num_classes: int, x_new: np.ndarray
) -> dict[str, Any]:
    """Train a classifier, and ask it for the probabilities of new inputs, one too."""
    predict = answer(x, y, num_classes)
    output = np.asarray(predict(x_new))
    alone = np.concatenate([np.asarray(predict(x_new[row : row + 1])) for row in range(3)])
    return {
        "output": output,
        "one at a time as together": bool(np.allclose(alone, output[:3], atol=1e-4)),
    }
