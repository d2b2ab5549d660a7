"""Probes of this assignment; the standard ones are in ``autograder.worker.probes``."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import saved_and_loaded, tensor

Arrays = dict[str, np.ndarray]

# --- gradients by hand ---


def numerical_gradient_of(
    answer: Any, function: str, theta: np.ndarray, coefficients: np.ndarray, step: float
) -> dict[str, Any]:
    """Differentiate a function of an array, given by its name; it computes in float64."""

    def cubic(value: np.ndarray) -> float:
        value = np.asarray(value, np.float64)
        return float(np.sum(coefficients * value**3) + np.sum(value) ** 2)

    def wave(value: np.ndarray) -> float:
        return float(np.sum(np.sin(coefficients * np.asarray(value, np.float64))))

    return {"output": answer({"cubic": cubic, "wave": wave}[function], theta, step)}


def _numbered(gradients: Any, names: tuple[str, ...]) -> dict[str, Any]:
    items = list(gradients)
    if len(items) != len(names):
        raise ValueError(f"Expected {len(names)} gradients. Received: {len(items)}")
    return {f"gradient by {name}": item for name, item in zip(names, items, strict=True)}


def affine_gradients(
    answer: Any, x: np.ndarray, weights: np.ndarray, grad_output: np.ndarray
) -> dict[str, Any]:
    """The three gradients of a layer."""
    gradients = answer(tensor(x), tensor(weights), tensor(grad_output))
    return _numbered(gradients, ("x", "weights", "bias"))


def network_gradients(
    answer: Any, parameters: list[np.ndarray], x: np.ndarray, y: np.ndarray
) -> dict[str, Any]:
    """The four gradients of a network."""
    gradients = answer([tensor(value) for value in parameters], tensor(x), tensor(y))
    return _numbered(gradients, ("weights_1", "bias_1", "weights_2", "bias_2"))


# --- the loop ---


def _linear(parameters: Any, inputs: Any, targets: Any) -> Any:
    weights, bias = parameters
    return tf.reduce_mean(tf.square(inputs @ weights + bias - targets))


def _tanh_network(parameters: Any, inputs: Any) -> Any:
    weights_1, bias_1, weights_2, bias_2 = parameters
    return tf.tanh(inputs @ weights_1 + bias_1) @ weights_2 + bias_2


COSTS: dict[str, Callable[[Any, Any, Any], Any]] = {
    "linear": _linear,
    "bowl": lambda p, inputs, targets: sum(tf.reduce_sum(tf.square(each)) for each in p),
    "sunk bowl": lambda p, inputs, targets: sum(tf.reduce_sum(tf.square(each)) for each in p) - 20,
    "plateau": lambda p, inputs, targets: sum(
        tf.reduce_sum(1 - tf.exp(-tf.square(each) / 2)) for each in p
    ),
    "root": lambda p, inputs, targets: (
        tf.reduce_sum(tf.sqrt(p[0])) + tf.reduce_sum(tf.square(p[1]))
    ),
    "tanh network": lambda p, inputs, targets: tf.reduce_mean(
        tf.square(_tanh_network(p, inputs) - targets)
    ),
}


def descend(
    answer: Any,
    cost: str,
    parameters: list[np.ndarray],
    inputs: np.ndarray,
    targets: np.ndarray,
    learning_rate: float,
    threshold: float,
    max_steps: int,
) -> dict[str, Any]:
    """Run the loop on a cost that is given by its name."""
    given = [tensor(value) for value in parameters]
    batch = tensor(inputs), tensor(targets)
    found, costs = answer(given, *batch, COSTS[cost], learning_rate, threshold, max_steps)
    found = list(found)
    return {
        "number of parameters": f"{len(found)} tensors",
        **{f"parameters[{position}]": value for position, value in enumerate(found)},
        "costs": np.array([float(value) for value in costs], parameters[0].dtype),
        **{f"the list given, [{position}]": value for position, value in enumerate(given)},
    }


def fit_by_descent(
    answer: Any,
    x: np.ndarray,
    y: np.ndarray,
    parameters: list[np.ndarray],
    x_new: np.ndarray,
    learning_rate: float,
    max_steps: int,
) -> dict[str, Any]:
    """Train a small network with the loop; predict new inputs."""
    given = [tensor(value) for value in parameters]
    cost = COSTS["tanh network"]
    found, _ = answer(given, tensor(x), tensor(y), cost, learning_rate, 0.0, max_steps)
    return {"output": _tanh_network(list(found), tensor(x_new))}


# --- the loop inside Keras ---


class TripledInTraining(keras.layers.Layer):
    """Stands for dropout where an exact value is wanted."""

    def call(self, inputs: Any, training: bool | None = None) -> Any:
        return 3 * inputs if training else inputs


def _network(answer: Any, weights: Arrays, penalty: float, tripled: bool, frozen: bool) -> Any:
    """A functional model of the student's class: a tanh layer and a linear one."""
    inputs = keras.Input(weights["hidden.kernel"].shape[:1])
    hidden = keras.layers.Dense(
        len(weights["hidden.bias"]), "tanh", name="hidden", trainable=not frozen
    )
    output = keras.layers.Dense(
        len(weights["output.bias"]),
        kernel_regularizer=keras.regularizers.L2(penalty) if penalty else None,
        name="output",
    )
    between = hidden(inputs)
    model = answer(inputs, output(TripledInTraining()(between) if tripled else between))
    for layer in (hidden, output):
        layer.set_weights([weights[f"{layer.name}.kernel"], weights[f"{layer.name}.bias"]])
    return model


def _compiled(model: Any, loss: str, learning_rate: float, momentum: float) -> None:
    model.compile(
        keras.optimizers.SGD(learning_rate, momentum=momentum),
        loss=loss,
        metrics=[keras.metrics.MeanAbsoluteError(name="mae")],
        weighted_metrics=[keras.metrics.MeanSquaredError(name="weighted_mse")],
        jit_compile=False,
    )


def _weights_after(model: Any) -> dict[str, Any]:
    return {
        f"{name}.{part} afterwards": getattr(model.get_layer(name), part)
        for name in ("hidden", "output")
        for part in ("kernel", "bias")
    }


def _flat(logs: dict[str, Any]) -> dict[str, Any]:
    """The logs of a step, a metric's own dict opened, as ``fit`` does."""
    flat: dict[str, Any] = {}
    for name, value in logs.items():
        flat.update(value if isinstance(value, dict) else {name: value})
    return flat


def train_steps(
    answer: Any,
    weights: Arrays,
    batches: list[list[np.ndarray]],
    epochs: int = 1,
    loss: str = "mean_squared_error",
    learning_rate: float = 0.1,
    momentum: float = 0.0,
    penalty: float = 0.0,
    tripled: bool = False,
    frozen: bool = False,
) -> dict[str, Any]:
    """Call ``train_step`` for every batch of every epoch, and reset the metrics as fit does."""
    model = _network(answer, weights, penalty, tripled, frozen)
    _compiled(model, loss, learning_rate, momentum)
    model.optimizer.build(model.trainable_variables)
    reported = []
    for _ in range(epochs):
        model.reset_metrics()
        for batch in batches:
            reported.append(_flat(model.train_step(tuple(tensor(array) for array in batch))))
    names = ("loss", "mae", "weighted_mse")
    rows = {name: np.array([float(logs[name]) for logs in reported]) for name in names}
    return {f"reported {name}": row for name, row in rows.items()} | _weights_after(model)


def fit_save_load(
    answer: Any,
    weights: Arrays,
    x: np.ndarray,
    y: np.ndarray,
    sample_weight: np.ndarray,
    batch_size: int,
    epochs: int,
    learning_rate: float,
    momentum: float,
) -> dict[str, Any]:
    """Compile, fit for a few epochs, save, load and predict."""
    model = _network(answer, weights, 0.0, False, False)
    _compiled(model, "mean_squared_error", learning_rate, momentum)
    history = model.fit(
        x,
        y,
        sample_weight=sample_weight,
        batch_size=batch_size,
        epochs=epochs,
        shuffle=False,
        verbose=0,
    ).history
    loaded = saved_and_loaded(model, answer)
    return {
        **{f"{name} of each epoch": np.array(history[name]) for name in sorted(history)},
        **_weights_after(model),
        "output after loading": loaded(tensor(x)),
    }


def one_step_with_dropout(answer: Any, features: int, rate: float) -> dict[str, Any]:
    """One step on a single input of ones. Where dropout put a 0, the kernel stays 0."""
    inputs = keras.Input((features,))
    kernel = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    model = answer(inputs, kernel(keras.layers.Dropout(rate)(inputs)))
    model.compile(keras.optimizers.SGD(0.5), loss="mean_squared_error", jit_compile=False)
    model.optimizer.build(model.trainable_variables)
    model.train_step((tf.ones((1, features)), tf.ones((1, 1))))
    return {"kernel afterwards": kernel.kernel}


def fit_custom_model(
    answer: Any, x: np.ndarray, y: np.ndarray, x_new: np.ndarray, num_classes: int
) -> dict[str, Any]:
    """Train a classifier with dropout through the student's step; predict new points."""
    inputs = keras.Input(x.shape[1:])
    hidden = keras.layers.Dense(32, activation="relu")(inputs)
    dropped = keras.layers.Dropout(0.1)(hidden)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(dropped)
    model = answer(inputs, outputs)
    loss = "sparse_categorical_crossentropy"
    model.compile(keras.optimizers.Adam(0.02), loss=loss, metrics=["accuracy"], jit_compile=False)
    model.fit(x, y, batch_size=100, epochs=15, verbose=0)
    return {"output": model(tensor(x_new), training=False)}


# --- healthy gradients ---


class Stopped(keras.layers.Layer):
    """Lets no gradient pass."""

    def call(self, inputs: Any) -> Any:
        return keras.ops.stop_gradient(inputs)


class Scaled(keras.layers.Layer):
    """Multiplies each feature by a trainable factor, 1 to begin with: a layer of one weight."""

    def build(self, input_shape: Any) -> None:
        self.factors = self.add_weight(shape=input_shape[-1:], initializer="ones")

    def call(self, inputs: Any) -> Any:
        return inputs * self.factors


def norms_of_layers(
    answer: Any,
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
) -> dict[str, Any]:
    """The norms of a stack of dense layers, and the weights of the last one afterwards."""
    dtype = x.dtype.name
    after = {stopped_after: Stopped, tripled_after: TripledInTraining, scaled_after: Scaled}
    layers: list[Any] = [keras.Input(x.shape[1:], dtype=dtype)]
    for position, kernel in enumerate(kernels):
        last = position == len(kernels) - 1
        layers.append(
            keras.layers.Dense(
                kernel.shape[1],
                None if last else activation,
                use_bias=position != without_bias,
                kernel_regularizer=keras.regularizers.L2(penalty) if last and penalty else None,
                dtype=dtype,
            )
        )
        if position in after:
            layers.append(after[position](dtype=dtype))
    model = keras.Sequential(layers)
    dense = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]
    for position, layer in enumerate(dense):
        both = [kernels[position], biases[position]]
        layer.set_weights(both[:1] if position == without_bias else both)
    if frozen >= 0:
        dense[frozen].trainable = False
    losses = {"mean_squared_error": keras.losses.MeanSquaredError, "log_cosh": keras.losses.LogCosh}
    model.compile(keras.optimizers.SGD(0.1), loss=losses[loss](dtype=dtype), jit_compile=False)
    output = answer(model, x, y)
    return {"output": output, "last kernel afterwards": dense[-1].kernel}


def is_healthy_for(answer: Any, norms: np.ndarray) -> dict[str, Any]:
    """Ask whether norms are healthy."""
    return {"output": np.asarray(answer(norms))}


# --- restarts ---


def restarts(
    answer: Any,
    transform: np.ndarray,
    heights: np.ndarray,
    tilts: np.ndarray,
    starts: np.ndarray,
    learning_rate: float,
    steps: int,
) -> dict[str, Any]:
    """Descend over valleys: with w = transform · θ, the sum of heights · (w² - 1)² + tilts · w."""

    def cost(theta: Any) -> Any:
        w = tf.linalg.matvec(tensor(transform), theta)
        return tf.reduce_sum(tensor(heights) * tf.square(tf.square(w) - 1) + tensor(tilts) * w)

    best, best_cost, is_minimum = answer(cost, tensor(starts), learning_rate, steps)
    return {
        "best end": best,
        "its cost": float(best_cost),
        "is a minimum": np.asarray(is_minimum),
    }


def fit_with_restarts(
    answer: Any,
    x: np.ndarray,
    y: np.ndarray,
    starts: np.ndarray,
    x_new: np.ndarray,
    learning_rate: float,
    steps: int,
) -> dict[str, Any]:
    """Train a network with two hidden units, all parameters in one vector, from many starts."""

    def logits(theta: Any, points: Any) -> Any:
        hidden = tf.tanh(points @ tf.reshape(theta[:4], (2, 2)) + theta[4:6])
        return tf.linalg.matvec(hidden, theta[6:8]) + theta[8]

    def cost(theta: Any) -> Any:
        each = tf.nn.sigmoid_cross_entropy_with_logits(tensor(y), logits(theta, tensor(x)))
        return tf.reduce_mean(each)

    best, _, _ = answer(cost, tensor(starts), learning_rate, steps)
    column = logits(tf.convert_to_tensor(best), tensor(x_new))
    return {"output": tf.stack([-column, column], axis=1)}


# --- two moons ---


def fit_two_moons(answer: Any, x: np.ndarray, y: np.ndarray, x_new: np.ndarray) -> dict[str, Any]:
    """Train on the moons, and ask for the probabilities of new points."""
    classify = answer(x, y)
    column = np.asarray(classify(x_new), np.float64)
    shaped = column.shape in ((len(x_new),), (len(x_new), 1))
    column = column.reshape(len(x_new), -1)[:, 0]
    return {
        "output": np.stack([1 - column, column], axis=1),
        "one probability for each input": shaped,
        "all are from 0 to 1": bool(column.min() >= 0 and column.max() <= 1),
    }
