"""Models and layers with shared parameters."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import built_layer, saved_and_loaded, set_weights, tensor


class _Computing:
    """What is built in this context computes in a dtype, inner layers too."""

    def __init__(self, dtype: str) -> None:
        self.dtype = dtype

    def __enter__(self) -> None:
        self.before = keras.config.dtype_policy()
        keras.config.set_dtype_policy(self.dtype)

    def __exit__(self, *_: Any) -> None:
        keras.config.set_dtype_policy(self.before)


def _set_multi_task_weights(model: Any, weights: dict[str, np.ndarray]) -> list[Any]:
    """Assign ``trunk_kernel``, ``trunk_bias``, …; return the variables in that order."""
    variables = []
    for name, value in weights.items():
        layer, _, kind = name.rpartition("_")
        set_weights(getattr(model, layer), {kind: value})
        variables.append(getattr(getattr(model, layer), kind))
    return variables


def multi_task_outputs(
    answer: Any, config: dict[str, int], weights: dict[str, np.ndarray], x: np.ndarray
) -> dict[str, Any]:
    """Call a model with two heads, its weights chosen by the grader."""
    with _Computing(x.dtype.name):
        model = answer(**config)
        model(tensor(x))
        _set_multi_task_weights(model, weights)
        logits, values = model(tensor(x))
    return {"logits": logits, "values": values}


def multi_task_structure(answer: Any, config: dict[str, int], x: np.ndarray) -> dict[str, Any]:
    """What a model with two heads would train."""
    model = answer(**config)
    model(tensor(x))
    return {
        "is a keras Model": isinstance(model, keras.Model),
        "shapes of trainable weights": sorted(str(tuple(w.shape)) for w in model.trainable_weights),
    }


def multi_task_gradients(
    answer: Any,
    config: dict[str, int],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    cotangent: np.ndarray,
) -> dict[str, Any]:
    """Differentiate both heads' outputs, side by side, by the weights."""
    with _Computing(x.dtype.name):
        model = answer(**config)
        model(tensor(x))
        variables = _set_multi_task_weights(model, weights)
        with tf.GradientTape() as tape:
            logits, values = model(tensor(x))
            total = tf.reduce_sum(tf.concat([logits, values], axis=-1) * cotangent)
        gradients = tape.gradient(total, [each.value for each in variables])
    return {f"gradient of {n}": g for n, g in zip(weights, gradients, strict=True)}


def multi_task_in_fit(
    answer: Any,
    config: dict[str, int],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    labels: np.ndarray,
    values: np.ndarray,
    task_weights: list[float],
    learning_rate: float,
) -> dict[str, Any]:
    """Compile and fit a model with two heads for one step; save, load, and call it."""
    model = answer(**config)
    model(tensor(x))
    _set_multi_task_weights(model, weights)
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(
        keras.optimizers.SGD(learning_rate),
        loss=[cross_entropy, "mean_squared_error"],
        loss_weights=task_weights,
        run_eagerly=True,
    )
    history = model.fit(x, (labels, values), batch_size=len(x), verbose=0)
    loaded = saved_and_loaded(model, answer)
    logits, estimates = loaded(tensor(x))
    return {
        "loss": history.history["loss"][0],
        "logits after loading": logits,
        "values after loading": estimates,
    }


def train_two_tasks(
    answer: Any,
    config: dict[str, int],
    x: np.ndarray,
    labels: np.ndarray,
    values: np.ndarray,
    x_new: np.ndarray,
) -> dict[str, Any]:
    """Train both heads on all samples at once; predict the classes of new ones."""
    model = answer(**config)
    optimizer = keras.optimizers.Adam(0.01)
    model(tensor(x))
    optimizer.build(model.trainable_variables)
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    @tf.function
    def step() -> None:
        with tf.GradientTape() as tape:
            logits, estimates = model(x, training=True)
            cost = cross_entropy(labels, logits) + 5 * tf.reduce_mean((values - estimates) ** 2)
        optimizer.apply(tape.gradient(cost, model.trainable_variables), model.trainable_variables)

    for _ in range(400):
        step()
    return {"output": model(tensor(x_new))[0]}


def shared_dense_moved(
    answer: Any, weights: dict[str, np.ndarray], x: np.ndarray, step: int
) -> dict[str, Any]:
    """A layer's output for an input that was moved, and its output moved."""
    layer = built_layer(answer, {}, weights, x)
    return {
        "layer(move(x))": layer(tensor(np.roll(x, step, axis=1))),
        "move(layer(x))": np.roll(layer(tensor(x)), step, axis=1),
    }


def shared_dense_weights(answer: Any, x: np.ndarray) -> dict[str, Any]:
    """How many numbers a layer that has only been built would train, and its first answer."""
    layer = answer()
    layer(tensor(x))
    return {
        "is a keras Layer": isinstance(layer, keras.layers.Layer),
        "shapes of trainable weights": sorted(str(tuple(w.shape)) for w in layer.trainable_weights),
        "kernel is all alike": bool(np.ptp(keras.ops.convert_to_numpy(layer.kernel)) == 0),
        "bias starts at 0": not np.any(keras.ops.convert_to_numpy(layer.bias)),
        "name after from_config": answer.from_config(answer(name="tied").get_config()).name,
    }
