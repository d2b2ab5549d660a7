"""Probes of this assignment; the standard ones are in ``autograder.worker.probes``."""

from typing import Any

import numpy as np
import tensorflow as tf

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
    """Call with a batch size that is unknown while the function is traced, as ``fit`` does."""
    signature = tf.TensorSpec((None, *x.shape[1:]), x.dtype)
    weights = tf.convert_to_tensor(kernel)
    traced = tf.function(lambda batch: answer(batch, weights, *rest), input_signature=[signature])
    return {"output": traced(tf.convert_to_tensor(x))}


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
