"""Expected values of this assignment, in NumPy and float64, independent of the solution."""

import itertools

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

# --- correlation: counts, conv1d, conv2d, conv2d_backward (author 08a) ---


def count_parameters(layer_sizes: list[int]) -> int:
    """Weights and biases of dense layers, counted layer by layer."""
    matrices = [rows * columns for rows, columns in itertools.pairwise(layer_sizes)]
    return sum(matrices) + sum(layer_sizes[1:])


def count_convolution_parameters(window: int | list[int], channels_in: int, filters: int) -> int:
    """One weight for each place of the window, channel and filter, and one bias for each filter."""
    sizes = [window, window] if isinstance(window, int) else list(window)
    return int(np.prod([*sizes, channels_in, filters], dtype=np.int64)) + filters


def same_padding(size: int, window: int, stride: int) -> tuple[int, int]:
    """Zeros before and after an axis of ``size`` under Keras's padding ``"same"``."""
    positions = -(-size // stride)
    total = max((positions - 1) * stride + window - size, 0)
    return total // 2, total - total // 2


def conv1d(x: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The correlation of ``(batch, time, channels)`` with ``(window, channels, filters)``."""
    before, after = same_padding(x.shape[1], kernel.shape[0], 1)
    padded = np.pad(np.asarray(x, np.float64), [(0, 0), (before, after), (0, 0)])
    windows = sliding_window_view(padded, kernel.shape[0], axis=1)
    return np.tensordot(windows, kernel.astype(np.float64), axes=([3, 2], [0, 1]))


def pads_2d(x: np.ndarray, kernel: np.ndarray, stride: int, padding: str) -> list[tuple[int, int]]:
    """The padding of every axis of ``(batch, height, width, channels)``."""
    if padding == "valid":
        return [(0, 0)] * 4
    height, width = (same_padding(x.shape[axis], kernel.shape[axis - 1], stride) for axis in (1, 2))
    return [(0, 0), height, width, (0, 0)]


def conv2d(x: np.ndarray, kernel: np.ndarray, stride: int, padding: str) -> np.ndarray:
    """The correlation of images with ``(height, width, channels, filters)`` by sliding windows."""
    padded = np.pad(np.asarray(x, np.float64), pads_2d(x, kernel, stride, padding))
    windows = sliding_window_view(padded, kernel.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.tensordot(windows, kernel.astype(np.float64), axes=([4, 5, 3], [0, 1, 2]))


def conv2d_backward(
    x: np.ndarray, kernel: np.ndarray, grad_output: np.ndarray, stride: int, padding: str
) -> tuple[np.ndarray, np.ndarray]:
    """Gradients of ``sum(grad_output * conv2d(x, kernel))``, one output place after another."""
    pads = pads_2d(x, kernel, stride, padding)
    padded = np.pad(np.asarray(x, np.float64), pads)
    weights, grad = kernel.astype(np.float64), grad_output.astype(np.float64)
    of_padded, of_kernel = np.zeros_like(padded), np.zeros_like(weights)
    for row, column in np.ndindex(grad.shape[1:3]):
        rows = slice(row * stride, row * stride + kernel.shape[0])
        columns = slice(column * stride, column * stride + kernel.shape[1])
        here = grad[:, row, column]
        of_kernel += np.tensordot(padded[:, rows, columns], here, axes=(0, 0))
        of_padded[:, rows, columns] += np.tensordot(here, weights, axes=(1, 3))
    (top, _), (left, _) = pads[1:3]
    return of_padded[:, top : top + x.shape[1], left : left + x.shape[2]], of_kernel


def shifted_conv1d(x: np.ndarray, kernel: np.ndarray, shift: int) -> dict[str, np.ndarray]:
    """Moving the input moves the output."""
    expected = conv1d(x, kernel)
    return {"output": expected, "output after the shift": np.roll(expected, shift, axis=1)}


def shifted_conv2d(
    x: np.ndarray, kernel: np.ndarray, stride: int, padding: str, shift: list[int]
) -> dict[str, np.ndarray]:
    """Moving the image by a multiple of the stride moves the output by that multiple."""
    expected = conv2d(x, kernel, stride, padding)
    steps = [pixels // stride for pixels in shift]
    return {"output": expected, "output after the shift": np.roll(expected, steps, axis=(1, 2))}


# --- invariance: TiledConv1D, max_pool, errors, receptive_field, train_cnn (author 08b) ---
