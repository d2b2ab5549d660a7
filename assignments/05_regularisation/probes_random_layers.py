"""What layers that draw at random make of their inputs."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import saved_and_loaded, tensor


def _output(layer: Any, x: np.ndarray, **how: bool) -> np.ndarray:
    """What the layer makes of ``x``, which has to keep its shape."""
    result = np.asarray(layer(tensor(x), **how))
    if result.shape != x.shape:
        raise ValueError(f"Expected an output of shape {x.shape}. Received: {result.shape}")
    return result


def layer_at_rest(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """Call a layer outside of training."""
    layer = answer(**config, dtype=x.dtype.name)
    return {
        "output for training=False": layer(tensor(x), training=False),
        "output by default": layer(tensor(x)),
    }


def layer_without_chance(
    answer: Any, config: dict[str, Any], x: np.ndarray, cotangent: np.ndarray
) -> dict[str, Any]:
    """Train with a layer whose config leaves nothing to chance; its output and gradient."""
    layer, watched = answer(**config, dtype=x.dtype.name), tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(watched)
        output = layer(watched, training=True)
        total = tf.reduce_sum(output * cotangent)
    return {
        "output for training=True": output,
        "gradient of x": tape.gradient(total, watched, unconnected_gradients="zero"),
    }


def training_vector_jacobian_product(
    answer: Any, config: dict[str, Any], x: np.ndarray, cotangent: np.ndarray
) -> dict[str, Any]:
    """Differentiate ``sum(cotangent * layer(x, training=True))`` by the input."""
    layer, watched = answer(**config, dtype=x.dtype.name), tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(watched)
        total = tf.reduce_sum(layer(watched, training=True) * cotangent)
    return {"gradient of x": tape.gradient(total, watched)}


def dropout_multiples(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """Which multiples of its input a layer returns, in training and outside of it."""
    layer = answer(**config, dtype=x.dtype.name)

    def multiples(**how: bool) -> np.ndarray:
        return np.unique(np.round(_output(layer, x, **how).astype(np.float64) / x, 3))

    return {
        "multiples of the input for training=True": multiples(training=True),
        "multiples of the input for training=False": multiples(training=False),
        "multiples of the input by default": multiples(),
    }


def dropout_slopes(
    answer: Any, config: dict[str, Any], x: np.ndarray, cotangent: np.ndarray
) -> dict[str, Any]:
    """The derivative of each output by its input, where that was kept and where it was not."""
    layer, watched = answer(**config, dtype=x.dtype.name), tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(watched)
        output, calm = layer(watched, training=True), layer(watched, training=False)
        totals = [tf.reduce_sum(each * cotangent) for each in (output, calm)]
    gradients = [tape.gradient(t, watched, unconnected_gradients="zero") for t in totals]
    slope, at_rest = (np.round(np.asarray(each) / cotangent, 3) for each in gradients)
    kept = np.asarray(output) != 0
    return {
        "slopes where the input was kept": np.unique(slope[kept]),
        "slopes where the input was dropped": np.unique(slope[~kept]),
        "slopes for training=False": np.unique(at_rest),
    }


def draws(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """What one call makes of ``x``, and the means of its rows."""
    layer = answer(**config, dtype=x.dtype.name)
    output = _output(layer, x, training=True)
    return {
        "output": output,
        "mean of each sample": output.mean(axis=1),
        "output for training=False": _output(layer, x, training=False),
    }


def standardised_draws(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """What one call in training adds to ``x``, in units of ``stddev``, and its means."""
    layer = answer(**config, dtype=x.dtype.name)
    noise = (_output(layer, x, training=True) - x) / config["stddev"]
    return {
        "noise / stddev": noise,
        "mean of each sample": noise.mean(axis=1),
        "mean of each feature": noise.mean(axis=0),
    }


def changes(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """What a layer adds to its input, in training and outside of it."""
    layer = answer(**config, dtype=x.dtype.name)
    change = _output(layer, x, training=True) - x
    return {
        "change for training=True": change,
        "mean change of each sample": change.reshape(len(x), -1).mean(axis=1),
        "change for training=False": _output(layer, x, training=False) - x,
        "change by default": _output(layer, x) - x,
    }


def draws_side_by_side(
    answer: Any, config: dict[str, Any], x: np.ndarray, tall: np.ndarray
) -> dict[str, Any]:
    """What is drawn for each sample, for each feature and in each call, as rows to compare."""
    layer = answer(**config, dtype=x.dtype.name)
    compiled = tf.function(lambda inputs: layer(inputs, training=True), autograph=False)
    calls = np.stack([_output(layer, x, training=True).ravel() for _ in range(12)])
    steps = [np.asarray(compiled(tensor(x))).ravel() for _ in range(2)]
    wide, tall = (
        _output(layer, each, training=True).reshape(-1, each.shape[-1]) for each in (x, tall)
    )

    def means(outputs: np.ndarray, axis: int) -> np.ndarray:
        return (outputs.mean(axis) - outputs.mean()) / (outputs.std() or 1.0)

    return {
        "a row for each sample": wide,
        "a row for each feature": tall.T,
        "mean of each feature / standard deviation": means(wide, axis=0),
        "mean of each sample / standard deviation": means(tall, axis=1),
        "mean of each call / standard deviation": means(calls, axis=1),
        "a row for each of two calls": calls[:2],
        "a row for each of two compiled calls": np.stack(steps),
    }


def random_layer_in_a_model(
    answer: Any, config: dict[str, Any], x: np.ndarray, kernel: np.ndarray, x_new: np.ndarray
) -> dict[str, Any]:
    """Fit a layer below a linear one for two steps, save both, load them, predict.

    The targets are so low that each step lowers the kernel by exactly what reached it.
    """
    layer, linear = answer(**config), keras.layers.Dense(1, use_bias=False)
    layer(tensor(x))  # Sequential would hide that it isn't written yet
    model = keras.Sequential([keras.Input(x.shape[1:]), layer, linear])
    model.compile(keras.optimizers.SGD(1.0), "mean_absolute_error", jit_compile=False)
    before = np.array(linear.kernel)
    model.fit(x, np.full((1, 1), -1e9, "float32"), epochs=2, verbose=0)
    reached = before - np.array(linear.kernel)
    linear.kernel.assign(kernel)
    loaded = saved_and_loaded(model, answer)
    return {
        "sum of two steps' inputs of the next layer": reached[:, 0],
        "output after loading": loaded(tensor(x_new)),
        "layer after loading": loaded.layers[0](tensor(x), training=True),
    }
