"""The probes of this assignment: they ask, they never know."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import built_layer, saved_and_loaded, set_weights, tensor

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
    calls = [_output(layer, x, training=True).ravel() for _ in range(2)]
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


# --- more data, stopping, sharing, adversaries (5.8 on) ---


def _warps(layer: Any, image: np.ndarray, num_images: int) -> dict[str, np.ndarray]:
    """What a layer did to copies of an image that is linear in its pixels' places.

    Channels 0 and 1 of the image are x and y, channel 2 a mixture of them; a channel with the
    number of the copy and one of ones are added. The warp is fitted near the centre.
    """
    number = np.broadcast_to(
        np.arange(num_images)[:, None, None, None], (num_images, *image[..., :1].shape)
    )
    copies = np.broadcast_to(image, (num_images, *image.shape))
    images = np.concatenate([copies, number, np.ones_like(number)], axis=-1)
    images = images.astype(layer.compute_dtype)
    output = np.asarray(layer(tf.convert_to_tensor(images), training=True), np.float64)
    if output.shape != images.shape:
        raise ValueError(f"Expected images of shape {images.shape}. Received: {output.shape}")
    height, width, _ = image.shape
    return _fitted(output, image) | {
        "number": np.rint(output[:, height // 2, width // 2, 3]),
        "corners": output[:, :: height - 1, :: width - 1, -1].reshape(num_images, 4),
    }


NEAR = 2.2
"""How far from the centre the warp is fitted, so that no neighbour is from outside."""


def _fitted(output: np.ndarray, image: np.ndarray) -> dict[str, np.ndarray]:
    """Angles, stretches and the rest of each image's warp, by least squares."""
    near = np.hypot(image[..., 0], image[..., 1]) <= NEAR
    places = np.concatenate([image[near][:, :2], np.ones((near.sum(), 1))], axis=1)
    plane = np.einsum("kp,npc->nck", np.linalg.pinv(places), output[:, near, :3])
    to_x, to_y, mixed = plane[:, 0], plane[:, 1], plane[:, 2]
    slopes = np.linalg.lstsq(image[near][:, :2], image[near][:, 2], rcond=None)[0]
    widened = 1 / np.linalg.norm(to_x[:, :2], axis=1)
    heightened = 1 / np.linalg.norm(to_y[:, :2], axis=1)
    return {
        "angle": np.arctan2(to_x[:, 1], to_x[:, 0]),
        "width": widened,
        "height": heightened,
        "shear": np.sum(to_x[:, :2] * to_y[:, :2], axis=1) * widened * heightened,
        "move": plane[:, :2, 2],
        "split": np.max(np.abs(mixed - slopes[0] * to_x - slopes[1] * to_y), axis=1),
    }


def _shares(warps: dict[str, np.ndarray], config: dict[str, float]) -> np.ndarray:
    """Angle, width and height ``(3, images)`` as shares of their limits, from -1 to 1."""
    angle, stretch = config["max_angle"], config["max_stretch"]
    changes = [warps["angle"] / angle]
    return np.stack(changes + [(warps[side] - 1) / stretch for side in ("width", "height")])


def sameness_of_warps(
    answer: Any, config: dict[str, float], image: np.ndarray, num_images: int
) -> dict[str, Any]:
    """Call a layer twice, and say which of its draws are all the same."""
    layer = answer(**config, dtype="float64")
    first, second = (_shares(_warps(layer, image, num_images), config) for _ in range(2))
    spread = np.ptp(first, axis=1)
    return {
        "all images of a batch are turned alike": bool(spread[0] < EQUAL),
        "all images of a batch are stretched alike": bool(min(spread[1:]) < EQUAL),
        "width and height are stretched alike": bool(np.max(np.abs(first[1] - first[2])) < EQUAL),
        "two calls turn alike": bool(np.max(np.abs(first[0] - second[0])) < EQUAL),
    }


EQUAL = 1e-2


def range_of_warps(
    answer: Any, config: dict[str, float], image: np.ndarray, num_images: int
) -> dict[str, Any]:
    """The extremes of a layer's draws, as shares of their limits, to one decimal."""
    shares = _shares(_warps(answer(**config, dtype="float64"), image, num_images), config)
    angle, width, height = np.round(np.stack([shares.min(axis=1), shares.max(axis=1)], axis=1), 1)
    return {
        "smallest and largest angle, as a share of max_angle": angle,
        "most squeezed and most stretched width, as a share of max_stretch": width,
        "most squeezed and most stretched height, as a share of max_stretch": height,
    }


def warps(
    answer: Any, config: dict[str, float], image: np.ndarray, num_images: int
) -> dict[str, Any]:
    """What a layer draws, and what it leaves alone."""
    layer = answer(**config, dtype="float64")
    first, second = (_warps(layer, image, num_images) for _ in range(2))
    shares = [(1 + _shares(each, config)) / 2 for each in (first, second)]
    return {
        "angle, from 0 to 1": shares[0][0],
        "stretch of the width, from 0 to 1": shares[0][1],
        "stretch of the height, from 0 to 1": shares[0][2],
        "angle, width, height, of two calls": np.concatenate(shares),
        "angle between the stretched axes, from a right angle": first["shear"],
        "move of the centre": first["move"],
        "distance between the channels": first["split"],
        "place of each image in the batch": first["number"],
        "ones in the corners": first["corners"],
    }


def augmentation_at_rest(answer: Any, config: dict[str, float], x: np.ndarray) -> dict[str, Any]:
    """Call a layer outside of training, and in training with nothing allowed."""
    layer = answer(**config, dtype=x.dtype.name)
    idle = answer(**dict.fromkeys(config, 0.0), dtype=x.dtype.name)
    return {
        "output with training=False": layer(tensor(x), training=False),
        "output without training": layer(tensor(x)),
        "output in training with both limits 0": idle(tensor(x), training=True),
    }


def augmentation_in_a_model(
    answer: Any,
    config: dict[str, float],
    image: np.ndarray,
    num_images: int,
    batch_size: int,
    x: np.ndarray,
) -> dict[str, Any]:
    """Fit an epoch that copies the augmented images into a kernel; save and load the layer.

    The loss is linear, so that each image's own column becomes the image as the step saw it,
    divided by the number of images in that step.
    """
    layer = answer(**config)
    dense = keras.layers.Dense(num_images, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input(image.shape), layer, keras.layers.Flatten(), dense])
    model.compile(keras.optimizers.SGD(1.0), _minus_product, jit_compile=False)
    images = np.repeat(image[None].astype("float32"), num_images, axis=0)
    model.fit(images, np.eye(num_images), batch_size=batch_size, shuffle=False, verbose=0)
    left = num_images - np.arange(num_images) // batch_size * batch_size
    columns = keras.ops.convert_to_numpy(dense.kernel) * np.minimum(batch_size, left)
    seen = np.transpose(columns).reshape(images.shape)
    angles = _shares(_fitted(seen, image), config)[0]
    alone = keras.Sequential([keras.Input(x.shape[1:]), answer(**config)])
    loaded = saved_and_loaded(alone, answer)
    again = _warps(loaded.layers[0], image, num_images)
    return {
        "is a keras Layer": isinstance(layer, keras.layers.Layer),
        "angle in fit, from 0 to 1": (1 + angles) / 2,
        "angles of two steps of fit": angles[: 2 * batch_size].reshape(2, batch_size),
        "output after loading": loaded(tensor(x)),
        "output of a prediction after loading": loaded.predict(x, verbose=0),
        "angle in training after loading, from 0 to 1": (1 + _shares(again, config)[0]) / 2,
    }


def _minus_product(y: Any, u: Any) -> Any:
    return -keras.ops.sum(y * u, axis=-1)


def _one_course(
    stopping: Any, losses: np.ndarray, val_losses: np.ndarray, weights: np.ndarray
) -> dict[str, Any]:
    """Drive a callback as ``fit`` does, with made-up costs and weights for each epoch."""
    model = keras.Sequential([keras.Input((3,)), keras.layers.BatchNormalization()])
    stopping.set_model(model)
    model.stop_training = False
    stopping.on_train_begin({})
    epochs, meddled = 0, False
    for loss, val_loss, values in zip(losses, val_losses, weights, strict=True):
        stopping.on_epoch_begin(epochs, {})
        model.set_weights(list(values))
        logs = {"loss": float(loss), "val_loss": float(val_loss)}
        stopping.on_epoch_end(epochs, logs)
        epochs += 1
        if model.stop_training:
            break
        meddled |= not np.array_equal(np.stack(model.get_weights()), values)
    stopping.on_train_end(logs)
    return {
        "epochs": epochs,
        "weights after training": np.stack(model.get_weights()),
        "weights changed while training goes on": meddled,
    }


def early_stopping(answer: Any, config: dict[str, float], **course: np.ndarray) -> dict[str, Any]:
    """After how many epochs a callback stops, and with which weights."""
    return _one_course(answer(**config), **course)


def epochs_of_early_stopping(
    answer: Any, config: dict[str, float], **course: np.ndarray
) -> dict[str, Any]:
    """After how many epochs a callback stops."""
    return {"epochs": early_stopping(answer, config, **course)["epochs"]}


def weights_of_early_stopping(
    answer: Any, config: dict[str, float], **course: np.ndarray
) -> dict[str, Any]:
    """The model's weights once training is over, and whether they were touched before."""
    course_run = early_stopping(answer, config, **course)
    return {key: value for key, value in course_run.items() if key.startswith("weights")}


def early_stopping_used_again(
    answer: Any, config: dict[str, float], again: dict[str, np.ndarray], **course: np.ndarray
) -> dict[str, Any]:
    """Drive one callback through two courses, and return what came of the second."""
    stopping = answer(**config)
    _one_course(stopping, **course)
    return _one_course(stopping, **again)


def _linear_model(kernel: np.ndarray, learning_rate: float) -> Any:
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input((len(kernel),)), dense])
    dense.kernel.assign(kernel)
    optimizer = keras.optimizers.SGD(learning_rate)
    model.compile(optimizer, "mean_squared_error", run_eagerly=True)
    return model


def early_stopping_in_fit(
    answer: Any,
    kernel: np.ndarray,
    learning_rate: float,
    train: list[np.ndarray],
    validation: list[np.ndarray],
    patience: int,
) -> dict[str, Any]:
    """Fit a linear model with the callback, all samples in one batch."""
    model, stopping = _linear_model(kernel, learning_rate), answer(patience)
    data = tuple(validation)
    history = model.fit(
        *train, batch_size=100, epochs=60, validation_data=data, callbacks=[stopping], verbose=0
    )
    return {
        "is a keras Callback": isinstance(stopping, keras.callbacks.Callback),
        "epochs": len(history.history["loss"]),
        "kernel": model.get_weights()[0],
    }


def train_a_linear_model(
    answer: Any,
    kernel: np.ndarray,
    learning_rate: float,
    train: list[np.ndarray],
    validation: list[np.ndarray],
    test: list[np.ndarray],
) -> dict[str, Any]:
    """Let an answer train a linear model from known weights."""
    model, cost = answer(
        lambda: _linear_model(kernel, learning_rate), tuple(train), tuple(validation), tuple(test)
    )
    return {"kernel": model.get_weights()[0], "test cost": np.asarray(cost).item()}


def train_on_mistaken_digits(
    answer: Any,
    train: list[np.ndarray],
    validation: list[np.ndarray],
    test: list[np.ndarray],
    x_new: np.ndarray,
) -> dict[str, Any]:
    """Let an answer train a network that could learn every label by heart."""

    def build_model() -> Any:
        layers = [keras.layers.Dense(128, "relu"), keras.layers.Dense(10, "softmax")]
        model = keras.Sequential([keras.Input(x_new.shape[1:]), *layers])
        model.compile(
            keras.optimizers.Adam(3e-3), "sparse_categorical_crossentropy", jit_compile=False
        )
        return model

    model, _ = answer(build_model, tuple(train), tuple(validation), tuple(test))
    return {"output": model.predict(x_new, batch_size=1000, verbose=0)}


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
        "bias at first": layer.bias,
        "name after from_config": answer.from_config(answer(name="tied").get_config()).name,
    }


def _network(weights: dict[str, np.ndarray], x: np.ndarray, *, noisy: bool = False) -> Any:
    """Two dense layers with the given weights; or with layers before them that act in training."""
    layers = [keras.layers.Dropout(0.5), keras.layers.BatchNormalization()] if noisy else []
    dense = [keras.layers.Dense(len(weights["b0"]), "tanh"), keras.layers.Dense(len(weights["b1"]))]
    model = keras.Sequential([keras.Input(x.shape[1:]), *layers, keras.layers.Flatten(), *dense])
    for layer, position in zip(dense, "01", strict=True):
        layer.set_weights([weights[f"m{position}"], weights[f"b{position}"]])
    return model


def attack(
    answer: Any, weights: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray, epsilon: float
) -> dict[str, Any]:
    """Attack a small network."""
    with _Computing(x.dtype.name):
        model = _network(weights, x)
    return {"output": answer(model, tensor(x), tensor(y), epsilon)}


def attacks_of_all_strengths(
    answer: Any, weights: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray, epsilons: list[float]
) -> dict[str, Any]:
    """Attack one network with several strengths."""
    with _Computing(x.dtype.name):
        model = _network(weights, x)
    return {f"output for epsilon={e}": answer(model, tensor(x), tensor(y), e) for e in epsilons}


def attack_on_a_noisy_model(
    answer: Any, weights: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray, epsilon: float
) -> dict[str, Any]:
    """Attack a network that drops and normalises in training; look at it afterwards."""
    with _Computing(x.dtype.name):
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
    """Train adversarially, then attack what the model believes about new images."""
    dense = [keras.layers.Dense(64, "relu"), keras.layers.Dense(10)]
    network = keras.Sequential([keras.Input(x.shape[1:]), *dense])
    model = answer(network, epsilon)
    model.compile(keras.optimizers.Adam(3e-3), CROSS_ENTROPY, jit_compile=False)
    model.fit(x, y, batch_size=50, epochs=15, verbose=0)
    watched = tensor(x_new)
    with tf.GradientTape() as tape:
        tape.watch(watched)
        logits = model(watched)
        cost = CROSS_ENTROPY(tf.argmax(logits, axis=1), logits)
    moved = watched + epsilon * tf.sign(tape.gradient(cost, watched))
    return {"output": model(tf.clip_by_value(moved, 0, 1))}


def gap_of_a_model(
    answer: Any,
    weights: dict[str, np.ndarray],
    train: list[np.ndarray],
    validation: list[np.ndarray],
    with_metrics: bool,
    penalty: float,
) -> dict[str, Any]:
    """Ask for the gap of a small network with dropout and, where asked for, a penalty."""
    x = train[0]
    dense = [
        keras.layers.Dense(
            len(weights["b0"]), "tanh", kernel_regularizer=keras.regularizers.L2(penalty)
        ),
        keras.layers.Dense(len(weights["b1"]), "softmax"),
    ]
    model = keras.Sequential([keras.Input(x.shape[1:]), keras.layers.Dropout(0.5), *dense])
    for layer, position in zip(dense, "01", strict=True):
        layer.set_weights([weights[f"m{position}"], weights[f"b{position}"]])
    model.compile(
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"] if with_metrics else None,
        run_eagerly=True,
    )
    return {"output": np.asarray(answer(model, tuple(train), tuple(validation))).item()}


def fit_regularised_model(
    answer: Any, x: np.ndarray, y: np.ndarray, num_classes: int, x_all: np.ndarray
) -> dict[str, Any]:
    """Fit the model that stands beside ``generalisation_gap``; predict old and new samples."""
    build = getattr(answer, "__globals__", {}).get("build_regularised_model")
    if build is None:
        raise AttributeError(
            "Expected `build_regularised_model` in the cell of `generalisation_gap`."
        )
    model = build(x.shape[1], num_classes)
    model.jit_compile = False
    model.fit(x, y, batch_size=32, epochs=40, verbose=0)
    return {"output": model.predict(x_all, batch_size=2000, verbose=0)}
