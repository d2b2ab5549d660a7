"""Batch normalisation in training and in inference."""

from typing import Any

import numpy as np
import tensorflow as tf

from autograder.worker.probes import built_layer, tensor


def batch_norm_weights(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """The weights of a layer that has only been built, and what it gives in inference."""
    layer = answer(**config)
    output = layer(tensor(x))
    names = ("gamma", "beta", "moving_mean", "moving_variance")

    def among(weights: list[Any]) -> list[str]:
        return [n for n in names if any(getattr(layer, n, None) is each for each in weights)]

    return {
        "trainable": among(layer.trainable_weights),
        "not trainable": among(layer.non_trainable_weights),
        "shapes of all weights": [str(tuple(each.shape)) for each in layer.weights],
        "output of the fresh layer": output,
    }


def batch_norm(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    training: bool,
) -> dict[str, Any]:
    """Call the layer in training, or in inference: there once without saying so."""
    layer = built_layer(answer, config, weights, x)
    if training:
        return {"output": layer(tensor(x), training=True)}
    return {
        "output": layer(tensor(x), training=False),
        "output without the flag": layer(tensor(x)),
        "output for one sample": layer(tensor(x[:1]), training=False),
    }


def batch_norm_moved(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    further: list[np.ndarray],
) -> dict[str, Any]:
    """The moving statistics after one batch, after more of them, and after inference."""
    layer = built_layer(answer, config, weights, x)

    def moving(when: str) -> dict[str, Any]:
        names = ("moving_mean", "moving_variance")
        return {f"{name} {when}": np.array(getattr(layer, name)) for name in names}

    layer(tensor(x), training=True)
    result = moving("after one batch")
    for batch in further:
        layer(tensor(batch), training=True)
    result |= moving(f"after {1 + len(further)} batches")
    layer(tensor(x), training=False)
    return result | moving("after inference")


def batch_norm_vector_jacobian_product(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    training: bool,
    cotangent: np.ndarray,
) -> dict[str, Any]:
    """Differentiate ``sum(cotangent * layer(x, training=…))`` by x, gamma and beta."""
    layer = built_layer(answer, config, weights, x)
    watched = [tensor(x), layer.gamma.value, layer.beta.value]
    with tf.GradientTape() as tape:
        tape.watch(watched)
        total = tf.reduce_sum(layer(watched[0], training=training) * cotangent)
    names = ("x", "gamma", "beta")
    gradients = tape.gradient(total, watched)
    return {f"gradient of {n}": g for n, g in zip(names, gradients, strict=True)}


def batch_norm_of_changed_inputs(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    scale: np.ndarray,
    shift: np.ndarray,
) -> dict[str, Any]:
    """The layer in training, for inputs and for the same in other units and with an offset."""
    layer = built_layer(answer, config, weights, x)
    return {
        "output": layer(tensor(x), training=True),
        "output for scale * x + shift": layer(tensor(scale * x + shift), training=True),
    }
