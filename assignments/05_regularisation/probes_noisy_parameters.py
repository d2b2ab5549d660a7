"""What is drawn for the parameters of a layer, read off its outputs."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import built_layer, saved_and_loaded, tensor


def noisy_parameters(
    answer: Any, config: dict[str, Any], weights: dict[str, np.ndarray], x: np.ndarray, calls: int
) -> dict[str, Any]:
    """Read the parameters of each call off its outputs: at 0 stands b, at unit vectors M + b."""
    features = weights["kernel"].shape[0]
    zero_and_units = np.concatenate([np.zeros((1, features)), np.eye(features)])
    inputs = tensor(np.concatenate([zero_and_units, x]))
    layer = built_layer(answer, config, weights, x)

    def noise(call: Callable[..., Any], **how: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        stored = np.array(layer.kernel), np.array(layer.bias)
        output = np.asarray(call(inputs, **how))
        bias, kernel = output[0], output[1 : features + 1] - output[0]
        distance = output[features + 1 :] - (x @ kernel + bias)
        return kernel - stored[0], bias - stored[1], distance

    calm = [noise(layer, training=False)[0] for _ in range(4)]
    compiled = tf.function(lambda inputs: layer(inputs, training=True), autograph=False)
    steps = [noise(compiled)[0] for _ in range(2)]
    kernel, bias, distance = map(
        np.stack, zip(*(noise(layer, training=True) for _ in range(calls)), strict=True)
    )
    changes = [np.ravel(getattr(layer, name) - value) for name, value in weights.items()]
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        output = layer(inputs, training=True)
    by_zero = tape.gradient(output, inputs, unconnected_gradients="zero")[0]
    used = tf.reduce_sum(output[1 : features + 1] - output[0], axis=1)
    found = {
        "noise of the kernel for training=False": calm,
        "noise of the kernel": kernel,
        "noise of the bias": bias,
        "distance of other rows from the same parameters": distance,
        "kernel's noise, mean over the calls": kernel.mean(axis=0),
        "kernel's noise, mean over the features": kernel.mean(axis=1),
        "kernel's noise, mean over the units": kernel.mean(axis=2),
        "noise of each feature's weights and of the biases, as rows": np.concatenate(
            [np.moveaxis(kernel, 1, 0).reshape(features, -1), bias.reshape(1, -1)]
        ),
        "kernel's noise, difference of two compiled calls": steps[1] - steps[0],
        "distance of the gradient of x from the parameters of its call": by_zero - used,
        "what the calls changed in the weights": np.concatenate(changes),
    }
    return {name: np.asarray(array, np.float32) for name, array in found.items()}


def noisy_dense_at_rest(
    answer: Any, config: dict[str, Any], weights: dict[str, np.ndarray], x: np.ndarray
) -> dict[str, Any]:
    """Call a dense layer outside of training, and in training without noise."""
    layer = built_layer(answer, config, weights, x)
    silent = built_layer(answer, {**config, "stddev": 0.0}, weights, x)
    return {
        "output for training=False": layer(tensor(x), training=False),
        "output by default": layer(tensor(x)),
        "output for training=True and stddev=0": silent(tensor(x), training=True),
    }


def noisy_dense_gradient(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    cotangent: np.ndarray,
) -> dict[str, Any]:
    """Differentiate by the weights in training, by the input outside of training."""
    layer, watched = built_layer(answer, config, weights, x), tensor(x)
    variables = [getattr(layer, name).value for name in weights]
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(watched)
        noisy = tf.reduce_sum(layer(watched, training=True) * cotangent)
        calm = tf.reduce_sum(layer(watched, training=False) * cotangent)
    by_weight = zip(weights, tape.gradient(noisy, variables), strict=True)
    return {
        "gradient of x": tape.gradient(calm, watched),
        **{f"gradient of {name}": gradient for name, gradient in by_weight},
    }


def noisy_dense_in_a_model(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    learning_rate: float,
    calls: int,
) -> dict[str, Any]:
    """Fit for two steps on absolute error, all targets far below; save, load, predict."""
    layer = answer(**config)
    model = keras.Sequential([keras.Input(x.shape[1:]), layer])
    for name, value in weights.items():
        getattr(layer, name).assign(value)
    model.compile(keras.optimizers.SGD(learning_rate), "mean_absolute_error", jit_compile=False)
    model.fit(x, np.full((len(x), config["units"]), -1e9), len(x), epochs=2, verbose=0)
    loaded = saved_and_loaded(model, answer)
    after = {f"{name} after two steps": np.array(getattr(layer, name)) for name in weights}
    kernel, bias = after["kernel after two steps"], after["bias after two steps"]
    unit = np.eye(1, x.shape[1], dtype=x.dtype).repeat(2, axis=0)
    at_zero, at_unit = (
        np.stack([loaded(tensor(inputs), training=True) for _ in range(calls)], axis=1)
        for inputs in (0 * unit, unit)
    )
    return {
        **after,
        "output after loading": loaded(tensor(x)),
        "noise after loading, input 0": at_zero[0] - bias,
        "noise after loading, input 1": at_unit[0] - kernel[0] - bias,
        "difference of two inputs 1": at_unit[1] - at_unit[0],
    }
