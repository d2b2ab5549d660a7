"""Paths of weights under optimizers."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import saved_and_loaded, tensor


def optimizer_steps(
    answer: Any,
    start: dict[str, np.ndarray],
    config: dict[str, Any],
    gradients: dict[str, np.ndarray],
    learning_rates: list[float],
    order: list[list[str]],
) -> dict[str, Any]:
    """Apply given gradients; ``order`` names the weights that take part in each step."""
    weights = {
        name: keras.Variable(value, dtype=value.dtype.name, name=name)
        for name, value in start.items()
    }
    optimizer = answer(learning_rate=learning_rates[0], **config)
    optimizer.build(list(weights.values()))
    paths: dict[str, list[np.ndarray]] = {name: [] for name in weights}
    for step, (rate, names) in enumerate(zip(learning_rates, order, strict=True)):
        optimizer.learning_rate = rate
        optimizer.apply_gradients([(tensor(gradients[n][step]), weights[n]) for n in names])
        for name, weight in weights.items():
            paths[name].append(keras.ops.convert_to_numpy(weight))
    return {f"{name} after each step": np.stack(path) for name, path in paths.items()}


def optimizer_of_an_embedding(
    answer: Any,
    table: np.ndarray,
    config: dict[str, Any],
    tokens: np.ndarray,
    cotangents: np.ndarray,
    rate: float,
    decay: float,
) -> dict[str, Any]:
    """Train an embedding, whose gradient is sparse, with a schedule."""
    layer = keras.layers.Embedding(*table.shape)
    layer.build(None)
    layer.set_weights([table])
    schedule = keras.optimizers.schedules.ExponentialDecay(rate, 1, decay)
    optimizer = answer(learning_rate=schedule, **config)
    path = []
    for rows, cotangent in zip(tokens, cotangents, strict=True):
        with tf.GradientTape() as tape:
            total = tf.reduce_sum(layer(tensor(rows)) * cotangent)
        gradients = tape.gradient(total, layer.trainable_variables)
        optimizer.apply_gradients(zip(gradients, layer.trainable_variables, strict=True))
        path.append(layer.get_weights()[0])
    return {"embeddings after each step": np.stack(path)}


def optimizer_in_a_model(
    answer: Any,
    kernel: np.ndarray,
    bias: np.ndarray,
    config: dict[str, Any],
    x: np.ndarray,
    y: np.ndarray,
    batch_size: int,
    further: np.ndarray,
    learning_rate: float,
) -> dict[str, Any]:
    """Compile, fit for an epoch, save, load, and take one more step with a given gradient."""
    model = keras.Sequential([keras.Input(x.shape[1:]), keras.layers.Dense(len(bias))])
    model.set_weights([kernel, bias])
    model.compile(answer(learning_rate=learning_rate, **config), "mse", jit_compile=False)
    model.fit(x, y, batch_size=batch_size, shuffle=False, verbose=0)
    trained = model.get_weights()
    loaded = saved_and_loaded(model, answer)
    counted = int(loaded.optimizer.iterations)
    gradients = [tensor(further), tf.zeros(bias.shape)]
    loaded.optimizer.apply_gradients(zip(gradients, loaded.trainable_variables, strict=True))
    return {
        "kernel after fit": trained[0],
        "bias after fit": trained[1],
        "steps counted after loading": counted,
        "kernel after loading and one step more": loaded.get_weights()[0],
    }


def optimizer_copied(
    answer: Any,
    start: np.ndarray,
    config: dict[str, Any],
    base: dict[str, Any],
    gradients: np.ndarray,
) -> dict[str, Any]:
    """Make an optimizer again from its config, and use the copy."""
    original = answer(**base, **config)
    copy = answer.from_config(original.get_config())
    weight = keras.Variable(start, dtype=start.dtype.name)
    path = []
    for gradient in gradients:
        copy.apply_gradients([(tensor(gradient), weight)])
        path.append(keras.ops.convert_to_numpy(weight))
    return {
        "is a keras Optimizer": isinstance(original, keras.optimizers.Optimizer),
        "name of the copy": copy.name,
        "weights after each step of the copy": np.stack(path),
    }


def optimizer_fits(
    answer: Any, config: dict[str, Any], x: np.ndarray, y: np.ndarray, x_new: np.ndarray
) -> dict[str, Any]:
    """Train a linear model with the optimizer, and predict."""
    model = keras.Sequential([keras.Input(x.shape[1:]), keras.layers.Dense(1)])
    model.compile(answer(**config), "mse", jit_compile=False)
    model.fit(x, y, batch_size=20, epochs=8, verbose=0)
    return {"output": model(tensor(x_new))}
