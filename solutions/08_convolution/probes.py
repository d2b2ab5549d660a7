"""Probes of this assignment; the standard ones are in ``autograder.worker.probes``."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from autograder.worker.probes import from_kerass_own_layers, set_weights, tensor

MORE_OUTPUTS = 8

# --- correlation: conv1d, conv2d, conv2d_backward (author 08a) ---


def count_convolution(
    answer: Any, window: int | list[int], channels_in: int, filters: int
) -> dict[str, Any]:
    """Count with the window as a whole number or as a tuple, which travels as a list."""
    sizes = tuple(window) if isinstance(window, list) else window
    return {"output": answer(sizes, channels_in, filters)}


def conv1d_shifted(answer: Any, x: np.ndarray, kernel: np.ndarray, shift: int) -> dict[str, Any]:
    """The convolution of a signal, and of the signal moved by ``shift`` steps."""
    moved = np.roll(x, shift, axis=1)
    weights = tf.convert_to_tensor(kernel)
    return {
        "output": answer(tf.convert_to_tensor(x), weights),
        "output after the shift": answer(tf.convert_to_tensor(moved), weights),
    }


def conv2d_shifted(
    answer: Any,
    x: np.ndarray,
    kernel: np.ndarray,
    stride: int,
    padding: str,
    shift: list[int],
) -> dict[str, Any]:
    """The convolution of images, and of the images moved down and to the right by ``shift``."""
    moved = np.roll(x, shift, axis=(1, 2))
    weights = tf.convert_to_tensor(kernel)
    return {
        "output": answer(tf.convert_to_tensor(x), weights, stride, padding),
        "output after the shift": answer(tf.convert_to_tensor(moved), weights, stride, padding),
    }


def in_a_graph(answer: Any, x: np.ndarray, kernel: np.ndarray, rest: list[Any]) -> dict[str, Any]:
    """Call with a batch size that is unknown while the function is traced, as ``fit`` does.

    The graph is traced again for an input with ``MORE_OUTPUTS`` more outputs along each axis. A
    loop over them adds at least one operation for each; slices and products only get longer.
    """
    weights = tf.convert_to_tensor(kernel)
    stride = rest[0] if rest else 1

    def traced(*sizes: int) -> Any:
        return tf.function(
            lambda batch: answer(batch, weights, *rest),
            input_signature=[tf.TensorSpec((None, *sizes, x.shape[-1]), x.dtype)],
            autograph=False,
        )

    def num_operations(function: Any) -> int:
        return len(function.get_concrete_function().graph.get_operations())

    function = traced(*x.shape[1:-1])
    output = function(tf.convert_to_tensor(x))
    larger = traced(*(size + MORE_OUTPUTS * stride for size in x.shape[1:-1]))
    return {
        "output": output,
        "loops over the places": num_operations(larger) >= num_operations(function) + MORE_OUTPUTS,
    }


def conv2d_gradients(
    answer: Any,
    x: np.ndarray,
    kernel: np.ndarray,
    stride: int,
    padding: str,
    cotangent: np.ndarray,
) -> dict[str, Any]:
    """The gradients by hand, for the gradient of the output that the grader chose."""
    tensors = [tf.convert_to_tensor(array) for array in (x, kernel, cotangent)]
    by_x, by_kernel = answer(*tensors, stride, padding)
    return {"gradient of x": by_x, "gradient of kernel": by_kernel}


# --- invariance: TiledConv1D, max_pool, errors, receptive_field, train_cnn (author 08b) ---


def tiled_round_trip(
    answer: Any, config: dict[str, Any], weights: dict[str, np.ndarray], x: np.ndarray
) -> dict[str, Any]:
    """A copy made from the layer's config and weights, and how the layer looks to Keras."""
    layer = answer(**config, name="probed")
    layer(tensor(x))
    set_weights(layer, weights)
    copy = answer.from_config(layer.get_config())
    copy(tensor(x))
    kernel, bias = (keras.ops.convert_to_numpy(each) for each in (copy.kernel, copy.bias))
    copy.set_weights(layer.get_weights())
    return {
        "is a keras Layer": isinstance(layer, keras.layers.Layer),
        "shapes of trainable weights": sorted(str(tuple(w.shape)) for w in layer.trainable_weights),
        "kernel starts at random numbers": len(np.unique(kernel)) > 0.9 * kernel.size,
        "bias at the start": bias,
        "name after from_config": copy.name,
        "output after from_config": copy(tensor(x)),
    }


def tiled_fit_step(
    answer: Any,
    config: dict[str, Any],
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    y: np.ndarray,
    learning_rate: float,
) -> dict[str, Any]:
    """Fit for one step, in a model that is built for sequences of any length."""
    inputs = keras.Input((None, x.shape[-1]))
    layer = answer(**config)
    model = keras.Model(inputs, layer(inputs))
    set_weights(layer, weights)
    model.compile(keras.optimizers.SGD(learning_rate), "mean_squared_error")
    model.fit(x, y, batch_size=len(x), epochs=1, verbose=0)
    return {f"{name} after one step": getattr(layer, name) for name in weights}


def pooled(answer: Any, x: np.ndarray, size: list[int]) -> Any:
    """Pool, the size as a pair."""
    return answer(tensor(x), tuple(size))


def pooled_gradient(
    answer: Any, x: np.ndarray, size: list[int], cotangent: np.ndarray
) -> dict[str, Any]:
    """Differentiate ``sum(cotangent * max_pool(x, size))`` by the image."""
    watched = tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(watched)
        total = tf.reduce_sum(tf.convert_to_tensor(answer(watched, tuple(size))) * cotangent)
    return {"gradient of x": tape.gradient(total, watched)}


def pooled_tie_gradient(
    answer: Any, x: np.ndarray, size: list[int], cotangent: np.ndarray
) -> dict[str, Any]:
    """The maxima, and the gradient's sums over each tile, however ties are broken."""
    gradient = pooled_gradient(answer, x, size, cotangent)["gradient of x"]
    if gradient is None:
        raise ValueError("Expected a gradient by x. Received: None, as if x were not used.")
    largest = np.repeat(np.repeat(_tiles(x, size).max(axis=(2, 4)), size[0], 1), size[1], 2)
    at_maxima = np.where(x == largest, np.asarray(gradient), 0.0)
    return {
        "output": pooled(answer, x, size),
        "gradient at the maxima, summed over each tile": _tiles(at_maxima, size).sum(axis=(2, 4)),
        "absolute gradient, summed over each tile": np.abs(_tiles(np.asarray(gradient), size)).sum(
            axis=(2, 4)
        ),
    }


def _tiles(x: np.ndarray, size: list[int]) -> np.ndarray:
    batch, height, width, channels = x.shape
    high, wide = size
    return x.reshape(batch, height // high, high, width // wide, wide, channels)


def pooled_or_refused(answer: Any, x: np.ndarray, size: list[int]) -> dict[str, Any]:
    """Whether this size is refused, and what the part that it divides is pooled to."""
    fitting = [length - length % step for length, step in zip(x.shape[1:3], size, strict=True)]
    divisible = x[:, : fitting[0], : fitting[1]]
    try:
        raised = {"raised": "nothing", "output": pooled(answer, x, size)}
    except ValueError:
        raised = {"raised": "ValueError"}
    return {**raised, "output of the divisible part": pooled(answer, divisible, size)}


def pooled_in_a_graph(answer: Any, x: np.ndarray, size: list[int]) -> Any:
    """Pool while the batch size is unknown, as it is when ``fit`` traces a model."""
    signature = tf.TensorSpec((None, *x.shape[1:]), x.dtype)
    traced = tf.function(lambda batch: answer(batch, tuple(size)), input_signature=[signature])
    return traced(tensor(x))


def pooled_as_maxout(answer: Any, x: np.ndarray, pieces: int) -> dict[str, Any]:
    """Pool features that lie along the width of an image, and along its height."""
    batch, features = x.shape
    wide = answer(tensor(x.reshape(batch, 1, features, 1)), (1, pieces))
    high = answer(tensor(x.reshape(batch, features, 1, 1)), (pieces, 1))
    return {
        "pooled along the width": keras.ops.reshape(wide, (batch, -1)),
        "pooled along the height": keras.ops.reshape(high, (batch, -1)),
    }


def given_layer(kind: str, weights: np.ndarray, dtype: str) -> Any:
    """A Keras layer that the questions about shifts are asked of."""
    fixed = tf.cast(weights, dtype)
    functions = {
        "convolution": lambda x: keras.ops.conv(x, fixed, padding="same"),
        "max pooling": lambda x: keras.ops.max_pool(x, tuple(int(size) for size in weights)),
        "weights of columns": lambda x: x * fixed[:, None],
        "weights of columns, then max pooling": lambda x: keras.ops.max_pool(
            x * fixed[:, None], (1, 2)
        ),
        "weights of rows": lambda x: x * fixed[:, None, None],
        "dense along the width": lambda x: tf.einsum("bhwc,wv->bhvc", x, fixed),
    }
    return keras.layers.Lambda(functions[kind], dtype=dtype)


def shift_error(answer: Any, kind: str, weights: np.ndarray, x: np.ndarray, shift: int) -> Any:
    """Ask for the error of one layer."""
    return answer(given_layer(kind, weights, x.dtype.name), tensor(x), shift)


def shift_errors(answer: Any, layers: list[dict[str, Any]], x: np.ndarray, shift: int) -> Any:
    """Ask for the errors of several layers on the same images."""
    errors = [shift_error(answer, **layer, x=x, shift=shift) for layer in layers]
    return np.array([np.asarray(error) for error in errors])


def receptive_field_of(answer: Any, layers: list[list[int]]) -> Any:
    """Ask with tuples, as the task has them."""
    return answer([tuple(layer) for layer in layers])


def fitted_cnn(
    answer: Any, x: np.ndarray, y: np.ndarray, unseen: np.ndarray, budget: int
) -> dict[str, Any]:
    """Train on some digits, build the model again, and let the copy judge the others.

    Images travel as bytes, 0 to 255, and are given to the answer as float32 in [0, 1].
    """
    model = from_kerass_own_layers(answer(x.astype("float32") / 255, y))
    parameters = sum(int(np.prod(weight.shape)) for weight in model.weights)
    scores = model.predict(unseen.astype("float32") / 255, batch_size=500, verbose=0)
    return {
        "output": scores,
        "within the budget": parameters <= budget,
        "shape of the scores": list(scores.shape),
    }
