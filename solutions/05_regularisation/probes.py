"""The probes of this assignment: they ask, they never know."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import built_layer, saved_and_loaded, tensor

# --- penalties on weights ---


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


def _penalised_network(weights: dict[str, np.ndarray], penalties: list[dict[str, float]]) -> Any:
    """Dense layers with tanh between them; a layer's kernel pays where a strength is not 0."""
    model = keras.Sequential([keras.Input(weights["kernel_1"].shape[:1])])
    for number, strengths in enumerate(penalties, 1):
        kernel, bias = weights[f"kernel_{number}"], weights[f"bias_{number}"]
        dtype = kernel.dtype.name
        if number > 1:
            model.add(keras.layers.Activation("tanh", dtype=dtype))
        pays = keras.regularizers.L1L2(**strengths) if any(strengths.values()) else None
        layer = keras.layers.Dense(len(bias), kernel_regularizer=pays, dtype=dtype)
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


# --- layers that draw at random ---


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
    with tf.GradientTape() as tape:
        tape.watch(watched)
        output = layer(watched, training=True)
        total = tf.reduce_sum(output * cotangent)
    gradient = tape.gradient(total, watched, unconnected_gradients="zero")
    slope, kept = np.round(np.asarray(gradient) / cotangent, 3), np.asarray(output) != 0
    return {
        "slopes where the input was kept": np.unique(slope[kept]),
        "slopes where the input was dropped": np.unique(slope[~kept]),
    }


def draws(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """What one call in training makes of ``x``."""
    return {"output": _output(answer(**config, dtype=x.dtype.name), x, training=True)}


def standardised_draws(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """What one call in training adds to ``x``, and the same in units of ``stddev``."""
    change = draws(answer, config, x)["output"] - x
    return {"output": change, "standardised": change / config["stddev"]}


def changes(answer: Any, config: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
    """What a layer adds to its input, in training and outside of it."""
    layer = answer(**config, dtype=x.dtype.name)
    return {
        "change for training=True": _output(layer, x, training=True) - x,
        "change for training=False": _output(layer, x, training=False) - x,
        "change by default": _output(layer, x) - x,
    }


def draws_side_by_side(
    answer: Any, config: dict[str, Any], x: np.ndarray, tall: np.ndarray
) -> dict[str, Any]:
    """What is drawn for each sample, for each feature and in each call, as rows to compare."""
    layer = answer(**config, dtype=x.dtype.name)
    compiled = tf.function(lambda inputs: layer(inputs, training=True))
    calls = [_output(layer, x, training=True).ravel() for _ in range(2)]
    steps = [np.asarray(compiled(tensor(x))).ravel() for _ in range(2)]
    return {
        "a row for each sample": _output(layer, x, training=True),
        "a row for each feature": _output(layer, tall, training=True).T,
        "a row for each of two calls": np.stack(calls),
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


def noisy_parameters(
    answer: Any, config: dict[str, Any], weights: dict[str, np.ndarray], x: np.ndarray, calls: int
) -> dict[str, Any]:
    """Read the parameters of each call off its outputs: at 0 stands b, at unit vectors M + b."""
    features = weights["kernel"].shape[0]
    zero_and_units = np.concatenate([np.zeros((1, features)), np.eye(features)])
    inputs = tensor(np.concatenate([zero_and_units, x]).astype(x.dtype))
    layer = built_layer(answer, config, weights, x)
    compiled = tf.function(lambda inputs: layer(inputs, training=True))
    outputs = [np.asarray(layer(inputs, training=True)) for _ in range(calls)]
    steps = [np.asarray(compiled(inputs))[: features + 1] for _ in range(2)]
    kernels = np.stack([each[1 : features + 1] - each[0] for each in outputs])
    biases = np.stack([each[0] for each in outputs])
    noise = kernels - weights["kernel"]
    rest = np.stack([each[features + 1 :] for each in outputs])
    return {
        "noise of the kernel": noise,
        "noise of the bias": biases - weights["bias"],
        "distance of other rows from the same parameters": rest - (x @ kernels + biases[:, None]),
        "kernel's noise, a row for each call": noise.reshape(calls, -1),
        "kernel's noise, a row for each feature": noise.transpose(1, 0, 2).reshape(features, -1),
        "kernel's noise, a row for each unit": noise.reshape(-1, noise.shape[2]).T,
        "kernel's noise, a row for each of two compiled calls": np.stack(
            [(each[1:] - each[0] - weights["kernel"]).ravel() for each in steps]
        ),
        "kernel after the calls": layer.kernel,
        "bias after the calls": layer.bias,
    }


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
    zeros = tensor(np.zeros_like(x[:1]))
    noisy = np.concatenate([loaded(zeros, training=True) for _ in range(calls)])
    return {
        **after,
        "output after loading": loaded(tensor(x)),
        "noise of the bias after loading": noisy - after["bias after two steps"],
    }
