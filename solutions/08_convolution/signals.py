"""Random signals, images and kernels for the questions of ``correlation.py``."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from . import oracles

Inputs = dict[str, Any]
Generate = Callable[[np.random.Generator], Iterator[Inputs]]


def signal_and_kernel(
    random: np.random.Generator,
    x_shape: tuple[int, int, int],
    window: int,
    filters: int,
    dtype: str = "float64",
    scale: float = 1.0,
) -> Inputs:
    """A normal signal and kernel; the kernel's mean is not 0."""
    kernel = random.normal(0.3, 1.0, size=(window, x_shape[2], filters))
    return {
        "x": (scale * random.normal(0.2, 1.0, size=x_shape)).astype(dtype),
        "kernel": kernel.astype(dtype),
    }


def odd_windows(random: np.random.Generator) -> Iterator[Inputs]:
    for dtype in ("float32", "float64"):
        yield signal_and_kernel(random, (2, 6, 3), 3, 4, dtype)
        yield signal_and_kernel(random, (3, 9, 2), 5, 4, dtype, scale=100.0)


def even_windows(random: np.random.Generator) -> Iterator[Inputs]:
    yield signal_and_kernel(random, (2, 5, 3), 2, 4)
    yield signal_and_kernel(random, (3, 8, 2), 4, 5, "float32")


def signals_at_the_limits(random: np.random.Generator) -> Iterator[Inputs]:
    """A window of one step, a window longer than the signal, one of everything else."""
    yield signal_and_kernel(random, (2, 4, 3), 1, 5)
    yield signal_and_kernel(random, (2, 3, 4), 7, 5)
    yield signal_and_kernel(random, (1, 5, 1), 3, 1)
    yield signal_and_kernel(random, (3, 1, 2), 4, 5)


def signals_and_shifts(random: np.random.Generator) -> Iterator[Inputs]:
    """Signals between zeros, wide enough that nothing reaches the border when they move."""
    for length in range(1, 9):
        window, shift = int(random.integers(1, 6)), int(random.integers(1, 5))
        case = signal_and_kernel(random, (2, length, 3), window, 4)
        margin = window + shift
        yield {
            "x": np.pad(case["x"], [(0, 0), (margin, margin), (0, 0)]),
            "kernel": case["kernel"],
            "shift": int(random.choice([-1, 1])) * shift,
        }


def small_signals(random: np.random.Generator) -> Iterator[Inputs]:
    yield signal_and_kernel(random, (2, 4, 3), 3, 2)
    yield signal_and_kernel(random, (2, 5, 1), 4, 3)


def signals_in_a_graph(random: np.random.Generator) -> Iterator[Inputs]:
    yield signal_and_kernel(random, (3, 5, 2), 3, 4, "float32") | {"rest": []}


def images_and_kernel(
    random: np.random.Generator,
    x_shape: tuple[int, int, int, int],
    window: tuple[int, int],
    filters: int,
    stride: int,
    padding: str,
    dtype: str = "float64",
    scale: float = 1.0,
) -> Inputs:
    """Normal images and kernel; the kernel's mean is not 0."""
    kernel = random.normal(0.3, 1.0, size=(*window, x_shape[3], filters))
    return {
        "x": (scale * random.normal(0.2, 1.0, size=x_shape)).astype(dtype),
        "kernel": kernel.astype(dtype),
        "stride": stride,
        "padding": padding,
    }


def images_at_stride_one(random: np.random.Generator) -> Iterator[Inputs]:
    for dtype, scale in (("float32", 1.0), ("float64", 100.0)):
        for padding in ("valid", "same"):
            yield images_and_kernel(random, (2, 5, 6, 3), (3, 1), 4, 1, padding, dtype, scale)
            yield images_and_kernel(random, (2, 8, 7, 3), (3, 5), 4, 1, padding, dtype, scale)


def strided_images(random: np.random.Generator) -> Iterator[Inputs]:
    """Strides whose last window ends at the border, or leaves a remainder."""
    yield images_and_kernel(random, (2, 7, 5, 3), (3, 1), 4, 2, "valid")
    yield images_and_kernel(random, (2, 8, 6, 3), (3, 5), 4, 2, "valid", "float32")
    yield images_and_kernel(random, (1, 9, 12, 2), (2, 4), 3, 3, "valid")


def images_to_pad(random: np.random.Generator) -> Iterator[Inputs]:
    """Padding "same" where the zeros can't be halved, depend on the stride, or are none."""
    yield images_and_kernel(random, (2, 4, 5, 3), (2, 4), 4, 1, "same")
    yield images_and_kernel(random, (2, 6, 8, 3), (3, 5), 4, 2, "same")
    yield images_and_kernel(random, (2, 7, 9, 3), (3, 2), 5, 2, "same", "float32")
    yield images_and_kernel(random, (2, 10, 8, 1), (5, 4), 3, 3, "same")
    yield images_and_kernel(random, (2, 6, 9, 2), (1, 2), 4, 3, "same")


def images_at_the_limits(random: np.random.Generator) -> Iterator[Inputs]:
    """One pixel, one channel, one filter, a stride past the window, a window past the image."""
    yield images_and_kernel(random, (3, 4, 5, 2), (1, 1), 6, 1, "valid")
    yield images_and_kernel(random, (1, 3, 4, 1), (3, 4), 1, 1, "valid")
    yield images_and_kernel(random, (2, 7, 8, 3), (1, 2), 4, 3, "same")
    yield images_and_kernel(random, (2, 8, 7, 3), (2, 1), 4, 3, "valid")
    yield images_and_kernel(random, (2, 2, 3, 3), (5, 4), 4, 1, "same")


def images_and_shifts(random: np.random.Generator) -> Iterator[Inputs]:
    """Images between zeros that move by multiples of the stride."""
    for size in range(1, 7):
        window = (int(random.integers(1, 4)), int(random.integers(1, 4)))
        stride, padding = int(random.integers(1, 4)), str(random.choice(["valid", "same"]))
        case = images_and_kernel(random, (2, size, size + 1, 2), window, 3, stride, padding)
        steps = random.choice([-2, -1, 1, 2], size=2, replace=False)
        margin = max(window) + 3 * stride
        spread = [(0, 0), (margin, margin), (margin, margin), (0, 0)]
        yield case | {"x": np.pad(case["x"], spread), "shift": (stride * steps).tolist()}


def small_images(random: np.random.Generator) -> Iterator[Inputs]:
    yield images_and_kernel(random, (2, 4, 5, 2), (3, 2), 3, 1, "valid")
    yield images_and_kernel(random, (2, 5, 4, 3), (2, 3), 2, 2, "same")


def images_in_a_graph(random: np.random.Generator) -> Iterator[Inputs]:
    case = images_and_kernel(random, (3, 6, 5, 2), (3, 2), 4, 2, "same", "float32")
    yield {"x": case["x"], "kernel": case["kernel"], "rest": [case["stride"], case["padding"]]}


def with_grad_output(random: np.random.Generator, case: Inputs) -> Inputs:
    """The case with a gradient of its output, in the order of the student's arguments."""
    shape = oracles.conv2d(**case).shape
    grad_output = random.normal(0.3, 1.0, size=shape).astype(case["x"].dtype)
    return {
        "x": case["x"],
        "kernel": case["kernel"],
        "grad_output": grad_output,
        "stride": case["stride"],
        "padding": case["padding"],
    }


def images_to_differentiate(random: np.random.Generator) -> Iterator[Inputs]:
    """Stride 1, three samples, so that a gradient of one sample is not that of the batch."""
    for dtype, scale in (("float32", 1.0), ("float64", 30.0)):
        for padding in ("valid", "same"):
            yield images_and_kernel(random, (3, 5, 6, 2), (3, 5), 4, 1, padding, dtype, scale)


def backward_of(generate: Generate) -> Generate:
    """The same images and kernels, with a gradient of the output."""

    def inputs(random: np.random.Generator) -> Iterator[Inputs]:
        for case in generate(random):
            yield with_grad_output(random, case)

    return inputs
