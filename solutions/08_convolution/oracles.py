"""Expected values of this assignment, in NumPy and float64, independent of the solution."""

import itertools
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

Inputs = dict[str, Any]

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


def tiled_conv1d(config: Inputs, weights: Inputs, x: np.ndarray) -> np.ndarray:
    """Position by position: the dot product of the window with the kernel whose turn it is."""
    kernel, bias = (np.asarray(weights[name], np.float64) for name in ("kernel", "bias"))
    tiles, window = config["tiles"], config["window"]
    before, after = same_padding(x.shape[1], window, 1)
    padded = np.pad(np.asarray(x, np.float64), [(0, 0), (before, after), (0, 0)])
    positions = [
        np.tensordot(padded[:, place : place + window], kernel[place % tiles], axes=2)
        for place in range(x.shape[1])
    ]
    return np.stack(positions, axis=1) + bias


def single_tile(config: Inputs, weights: Inputs, x: np.ndarray) -> np.ndarray:
    """The plain convolution that a layer with one tile is."""
    assert config["tiles"] == 1
    return conv1d(x, weights["kernel"][0]) + weights["bias"]


def tiled_round_trip(config: Inputs, weights: Inputs, x: np.ndarray) -> dict[str, Any]:
    """How the layer looks to Keras, and what its copy gives."""
    return {
        "is a keras Layer": True,
        "shapes of trainable weights": sorted(str(array.shape) for array in weights.values()),
        "kernel starts at random numbers": True,
        "bias at the start": np.zeros(config["filters"]),
        "name after from_config": "probed",
        "output after from_config": tiled_conv1d(config, weights, x),
    }


def tiled_fit_step(
    config: Inputs, weights: Inputs, x: np.ndarray, y: np.ndarray, learning_rate: float
) -> dict[str, np.ndarray]:
    """Kernel and bias after one step of gradient descent on the mean squared error."""
    grad = 2 * (tiled_conv1d(config, weights, x) - y) / y.size
    tiles, window = config["tiles"], config["window"]
    before, after = same_padding(x.shape[1], window, 1)
    padded = np.pad(np.asarray(x, np.float64), [(0, 0), (before, after), (0, 0)])
    of_kernel = np.zeros(weights["kernel"].shape)
    for place in range(x.shape[1]):
        seen = padded[:, place : place + window]
        of_kernel[place % tiles] += np.tensordot(seen, grad[:, place], axes=(0, 0))
    return {
        "kernel after one step": weights["kernel"] - learning_rate * of_kernel,
        "bias after one step": weights["bias"] - learning_rate * grad.sum(axis=(0, 1)),
    }


def max_pool(x: np.ndarray, size: list[int]) -> np.ndarray:
    """The largest value of each tile, one tile after another."""
    high, wide = size
    batch, height, width, channels = x.shape
    pooled = np.empty((batch, height // high, width // wide, channels))
    for row, column in np.ndindex(*pooled.shape[1:3]):
        tile = x[:, row * high : (row + 1) * high, column * wide : (column + 1) * wide]
        pooled[:, row, column] = tile.max(axis=(1, 2))
    return pooled


def max_pool_gradient(x: np.ndarray, size: list[int], cotangent: np.ndarray) -> dict[str, Any]:
    """Where no two values of a tile are equal: all of the gradient goes to the largest."""
    spread = [
        np.repeat(np.repeat(a, size[0], 1), size[1], 2) for a in (max_pool(x, size), cotangent)
    ]
    return {"x": np.where(x == spread[0], spread[1], 0.0)}


def pooled_or_refused(x: np.ndarray, size: list[int]) -> dict[str, Any]:
    """Refused where the size leaves a remainder."""
    divides = all(length % step == 0 for length, step in zip(x.shape[1:3], size, strict=True))
    return {
        "raised": "nothing" if divides else "ValueError",
        "output of the divisible part": max_pool(x, size),
    }


def maxout(x: np.ndarray, pieces: int) -> dict[str, np.ndarray]:
    """The largest of each group of ``pieces`` neighbouring features, by either axis."""
    largest = np.maximum.reduceat(x, np.arange(0, x.shape[1], pieces), axis=1)
    return {"pooled along the width": largest, "pooled along the height": largest}


def tied_gradient(x: np.ndarray, size: list[int], cotangent: np.ndarray) -> dict[str, np.ndarray]:
    """The maxima, and what every convex combination of the tied ones gives, tile by tile."""
    return {
        "output": max_pool(x, size),
        "gradient at the maxima, summed over each tile": cotangent,
        "absolute gradient, summed over each tile": np.abs(cotangent),
    }


def apply_layer(kind: str, weights: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The layers that ``shift_error`` asks about, in NumPy; see ``probes.given_layer``."""
    x, weights = np.asarray(x, np.float64), np.asarray(weights, np.float64)
    if kind == "convolution":
        return conv2d(x, weights, 1, "same")
    if kind == "max pooling":
        return max_pool(x, weights.astype(int).tolist())
    if kind.startswith("weights of columns"):
        weighted = x * weights[:, None]
        return max_pool(weighted, [1, 2]) if kind.endswith("max pooling") else weighted
    if kind == "weights of rows":
        return x * weights[:, None, None]
    return np.einsum("bhwc,wv->bhvc", x, weights)


def moved_right(x: np.ndarray, shift: int) -> np.ndarray:
    """Images moved by ``shift`` columns, zeros where nothing comes from."""
    moved = np.zeros_like(x)
    for column in range(x.shape[2]):
        if 0 <= column - shift < x.shape[2]:
            moved[:, :, column] = x[:, :, column - shift]
    return moved


def largest_inside(difference: np.ndarray) -> float:
    """The largest absolute value in the middle half of the columns."""
    width = difference.shape[2]
    return float(np.abs(difference[:, :, width // 4 : width - width // 4]).max())


def equivariance_error(kind: str, weights: np.ndarray, x: np.ndarray, shift: int) -> float:
    """How far the layer is from commuting with a shift."""
    output = apply_layer(kind, weights, x)
    steps = shift * output.shape[2] // x.shape[2]
    moved = apply_layer(kind, weights, moved_right(x, shift))
    return largest_inside(moved - moved_right(output, steps))


def invariance_error(kind: str, weights: np.ndarray, x: np.ndarray, shift: int) -> float:
    """How far the layer is from ignoring a shift."""
    moved = apply_layer(kind, weights, moved_right(x, shift))
    return largest_inside(moved - apply_layer(kind, weights, x))


def invariance_errors(layers: list[Inputs], x: np.ndarray, shift: int) -> np.ndarray:
    """The errors of several layers on the same images."""
    return np.array([invariance_error(**layer, x=x, shift=shift) for layer in layers])


def receptive_field(layers: list[list[int]]) -> int:
    """Pass a gradient back through all-ones kernels; count from its first place to its last."""
    gradient = np.ones(1)
    for window, stride, dilation in reversed(layers):
        of_input = np.zeros((len(gradient) - 1) * stride + (window - 1) * dilation + 1)
        for place, value in enumerate(gradient):
            start = place * stride
            of_input[start : start + (window - 1) * dilation + 1 : dilation] += value
        gradient = of_input
    reached = np.flatnonzero(gradient)
    return int(reached[-1] - reached[0] + 1)


def budget_kept(unseen: np.ndarray, **_: Any) -> dict[str, Any]:
    """A score for each class and unseen digit, from a model within its budget."""
    return {"within the budget": True, "shape of the scores": [len(unseen), 10]}
