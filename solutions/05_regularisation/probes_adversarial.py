"""Attacks on a small network, and training against them."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import saved_and_loaded, tensor


def _network(weights: dict[str, np.ndarray], x: np.ndarray, *, noisy: bool = False) -> Any:
    """Two dense layers with the given weights; or with layers before them that act in training.

    All of it computes in the dtype of ``x``.
    """
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(x.dtype.name)
    try:
        layers = [keras.layers.Dropout(0.5), keras.layers.BatchNormalization()] if noisy else []
        dense = [keras.layers.Dense(len(weights["b0"]), "tanh")]
        dense.append(keras.layers.Dense(len(weights["b1"])))
        flat = keras.layers.Flatten()
        model = keras.Sequential([keras.Input(x.shape[1:]), *layers, flat, *dense])
    finally:
        keras.config.set_dtype_policy(before)
    for layer, position in zip(dense, "01", strict=True):
        layer.set_weights([weights[f"m{position}"], weights[f"b{position}"]])
    return model


def attack(
    answer: Any, weights: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray, epsilon: float
) -> dict[str, Any]:
    """Attack a small network."""
    model = _network(weights, x)
    return {"output": answer(model, tensor(x), tensor(y), epsilon)}


def attacks_of_all_strengths(
    answer: Any, weights: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray, epsilons: list[float]
) -> dict[str, Any]:
    """Attack one network with several strengths."""
    model = _network(weights, x)
    return {f"output for epsilon={e}": answer(model, tensor(x), tensor(y), e) for e in epsilons}


def attack_on_a_noisy_model(
    answer: Any, weights: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray, epsilon: float
) -> dict[str, Any]:
    """Attack a network that drops and normalises in training; look at it afterwards."""
    model = _network(weights, x, noisy=True)
    output = answer(model, tensor(x), tensor(y), epsilon)
    after = [np.ravel(each) for each in model.get_weights() if np.asarray(each).dtype.kind == "f"]
    return {
        "output": output,
        "logits afterwards": model(tensor(x)),
        "weights": np.sort(np.concatenate(after)),
        "number of weights that fit would train": len(model.trainable_weights),
    }


CROSS_ENTROPY = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def adversarial_step(
    answer: Any,
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    y: np.ndarray,
    epsilon: float,
    learning_rate: float,
    eagerly: bool,
) -> dict[str, Any]:
    """Fit one step of adversarial training, with the accuracy for a metric."""
    network = _network(weights, x)
    model = answer(network, epsilon)
    model.compile(
        keras.optimizers.SGD(learning_rate),
        CROSS_ENTROPY,
        metrics=["accuracy"],
        run_eagerly=eagerly,
        jit_compile=False,
    )
    history = model.fit(x, y, batch_size=len(x), verbose=0).history
    after = dict(zip(weights, network.get_weights(), strict=True))
    return {
        "loss": history.get("loss", [None])[0],
        "accuracy": history.get("accuracy", [None])[0],
        **{f"{name} after one step": value for name, value in after.items()},
    }


def adversarial_fit(
    answer: Any,
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    y: np.ndarray,
    epsilon: float,
    learning_rate: float,
) -> dict[str, Any]:
    """Fit for two epochs as a user does, then save, load and predict."""
    model = answer(_network(weights, x), epsilon)
    model.compile(keras.optimizers.SGD(learning_rate), CROSS_ENTROPY, jit_compile=False)
    history = model.fit(x, y, batch_size=len(x), epochs=2, verbose=0)
    loaded = saved_and_loaded(model, answer)
    return {
        "is a keras Model": isinstance(model, keras.Model),
        "losses": np.array(history.history["loss"]),
        "logits after loading": loaded(tensor(x)),
    }


def train_for_robustness(
    answer: Any, x: np.ndarray, y: np.ndarray, x_new: np.ndarray, epsilon: float
) -> dict[str, Any]:
    """Train adversarially, then attack what the network believes about new images."""

    def untrained(dtype: str) -> keras.Model:
        dense = [keras.layers.Dense(64, "relu", dtype=dtype), keras.layers.Dense(10, dtype=dtype)]
        return keras.Sequential([keras.Input(x.shape[1:], dtype=dtype), *dense])

    network, trained = untrained("float32"), untrained("float64")
    model = answer(network, epsilon)
    model.compile(keras.optimizers.Adam(3e-3), CROSS_ENTROPY, jit_compile=False)
    model.fit(x, y, batch_size=50, epochs=15, verbose=0)
    # The attack is on the weights alone: an answer's own ``call`` may hide the gradient from it.
    trained.set_weights(network.get_weights())
    watched = tensor(x_new.astype("float64"))
    with tf.GradientTape() as tape:
        tape.watch(watched)
        # Unlike the gradient of the cost, that of this difference doesn't vanish for large logits.
        likeliest, runner_up = tf.unstack(tf.math.top_k(trained(watched), 2).values, axis=1)
        lead = likeliest - runner_up
    moved = watched - epsilon * tf.sign(tape.gradient(lead, watched))
    return {"output": trained(tf.clip_by_value(moved, 0, 1))}
