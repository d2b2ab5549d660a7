"""What a penalty makes of weights, and of the cost of a model."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import saved_and_loaded, tensor


def call_regularizer(answer: Any, strength: float, weights: np.ndarray) -> dict[str, Any]:
    """Call a regularizer."""
    return {"output": answer(strength)(tensor(weights))}


def regularizer_gradient(
    answer: Any, strength: float, weights: np.ndarray, cotangent: float
) -> dict[str, Any]:
    """Differentiate ``cotangent * regularizer(weights)``."""
    watched = tensor(weights)
    with tf.GradientTape() as tape:
        tape.watch(watched)
        total = tf.convert_to_tensor(answer(strength)(watched)) * cotangent
    return {"gradient of weights": tape.gradient(total, watched)}


def regularizer_gradient_with_zeros(
    answer: Any, strength: float, weights: np.ndarray
) -> dict[str, Any]:
    """The gradient where the weights are 0, and elsewhere."""
    gradient = regularizer_gradient(answer, strength, weights, 1.0)["gradient of weights"]
    slope = np.zeros_like(weights) if gradient is None else np.asarray(gradient)
    zero = weights == 0
    return {"gradient elsewhere": slope[~zero], "gradient where a weight is 0": slope[zero]}


def regularizer_in_a_model(
    answer: Any,
    strength: float,
    kernel: np.ndarray,
    bias: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    learning_rate: float,
) -> dict[str, Any]:
    """Give a dense layer the regularizer, fit for one step, save, load."""
    regularizer = answer(strength)
    layer = keras.layers.Dense(kernel.shape[1], kernel_regularizer=regularizer)
    model = keras.Sequential([keras.Input(x.shape[1:]), layer])
    layer.set_weights([kernel, bias])
    optimizer = keras.optimizers.SGD(learning_rate)
    model.compile(optimizer, "mean_squared_error", run_eagerly=True, jit_compile=False)
    history = model.fit(x, y, batch_size=len(x), verbose=0)
    loaded = saved_and_loaded(model, answer)
    return {
        "is a keras Regularizer": isinstance(regularizer, keras.regularizers.Regularizer),
        "loss": history.history["loss"][0],
        "kernel after one step": layer.kernel,
        "bias after one step": layer.bias,
        "penalty after loading": loaded.losses[0],
    }


def l0_at_every_scale(answer: Any, weights: np.ndarray) -> dict[str, Any]:
    """The penalty of weights of another size or sign."""
    return {
        "output for weights": answer(tensor(weights)),
        "output for -weights": answer(tensor(-weights)),
        "output for 1000 * weights": answer(tensor(1000 * weights)),
        "output for weights / 1000000": answer(tensor(weights / 1e6)),
    }


def l0_nearby(answer: Any, weights: np.ndarray) -> dict[str, Any]:
    """The penalty, its gradient, and the penalty of weights close by."""
    watched, zero = tensor(weights), weights == 0
    with tf.GradientTape() as tape:
        tape.watch(watched)
        value = tf.convert_to_tensor(answer(watched))
    slope = tape.gradient(value, watched, unconnected_gradients="zero")
    return {
        "output": value,
        "output after a tiny step of the weights that are not 0": answer(
            tensor(np.where(zero, weights, weights + 1e-9))
        ),
        "output after a tiny step of all weights": answer(tensor(weights + 1e-9)),
        "gradient of the weights that are not 0": np.asarray(slope)[~zero],
    }


COSTS: dict[str, Callable[[Any, Any], Any]] = {
    "squared": lambda y, u: keras.ops.mean(keras.ops.square(y - u)),
    "lopsided": lambda y, u: keras.ops.mean(keras.ops.exp((y - u) / 2) - (y - u) / 2),
}


class _Pays(keras.regularizers.Regularizer):
    """A regularizer that has to be called, as its strengths stand nowhere else."""

    def __init__(self, l1: float, l2: float) -> None:
        self._price = lambda w: l1 * keras.ops.sum(abs(w)) + l2 * keras.ops.sum(w * w)

    def __call__(self, x: Any) -> Any:
        return self._price(x)


def _penalised_network(weights: dict[str, np.ndarray], penalties: list[dict[str, float]]) -> Any:
    """Dense layers with tanh between them; a layer's kernel pays where a strength is not 0.

    Every other layer is an EinsumDense: other layers than Dense have kernels too.
    """
    model = keras.Sequential([keras.Input(weights["kernel_1"].shape[:1])])
    for number, strengths in enumerate(penalties, 1):
        kernel, bias = weights[f"kernel_{number}"], weights[f"bias_{number}"]
        dtype = kernel.dtype.name
        if number > 1:
            model.add(keras.layers.Activation("tanh", dtype=dtype))
        options = {"dtype": dtype, "kernel_regularizer": None}
        if any(strengths.values()):
            options["kernel_regularizer"] = _Pays(**strengths)
        layer = (
            keras.layers.Dense(len(bias), **options)
            if number % 2
            else keras.layers.EinsumDense("ab,bc->ac", len(bias), bias_axes="c", **options)
        )
        model.add(layer)
        layer.set_weights([kernel, bias])
    return model


def penalised_loss_of(
    answer: Any,
    weights: dict[str, np.ndarray],
    penalties: list[dict[str, float]],
    x: np.ndarray,
    y: np.ndarray,
    cost: str,
) -> dict[str, Any]:
    """The penalised loss of a network."""
    model = _penalised_network(weights, penalties)
    return {"output": answer(model, tensor(x), tensor(y), COSTS[cost])}


def penalised_loss_gradient(
    answer: Any,
    weights: dict[str, np.ndarray],
    penalties: list[dict[str, float]],
    x: np.ndarray,
    y: np.ndarray,
    cost: str,
    cotangent: float,
) -> dict[str, Any]:
    """The gradient of the penalised loss by every kernel and bias."""
    model = _penalised_network(weights, penalties)
    variables = [variable.value for variable in model.trainable_variables]
    with tf.GradientTape() as tape:
        loss = answer(model, tensor(x), tensor(y), COSTS[cost]) * cotangent
    gradients = tape.gradient(loss, variables)
    return {f"gradient of {name}": g for name, g in zip(weights, gradients, strict=True)}


def penalised_step(
    answer: Any,
    weights: dict[str, np.ndarray],
    penalties: list[dict[str, float]],
    x: np.ndarray,
    y: np.ndarray,
    cost: str,
    learning_rate: float,
) -> dict[str, Any]:
    """One compiled step of gradient descent on the penalised loss."""
    model = _penalised_network(weights, penalties)
    optimizer = keras.optimizers.SGD(learning_rate)
    optimizer.build(model.trainable_variables)

    @tf.function
    def step() -> Any:
        with tf.GradientTape() as tape:
            loss = answer(model, tensor(x), tensor(y), COSTS[cost])
        variables = model.trainable_variables
        optimizer.apply(tape.gradient(loss, [v.value for v in variables]), variables)
        return loss

    loss = step()
    after = zip(weights, model.trainable_variables, strict=True)
    return {"loss": loss, **{f"{name} after one step": value for name, value in after}}
