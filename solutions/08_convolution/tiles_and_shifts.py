"""Random sequences, images and stacks of layers for the questions of ``invariance.py``."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.datasets.mnist import mnist

Inputs = dict[str, Any]

WIDTH = 16
NARROW = 14
"""Pooled to 7 columns, a quarter of which is no whole number."""
NUM_TRAINING_DIGITS = 4000
LARGEST_MOVE = 3
BUDGET = 5000


def tiled_layer(
    random: np.random.Generator,
    x_shape: tuple[int, int, int],
    filters: int,
    window: int,
    tiles: int,
    dtype: str = "float64",
) -> Inputs:
    """A layer's config, its weights, and sequences; no weight is 0 on average."""
    kernel = random.normal(0.3, 1.0, size=(tiles, window, x_shape[2], filters))
    return {
        "config": {"filters": filters, "window": window, "tiles": tiles},
        "weights": {
            "kernel": kernel.astype(dtype),
            "bias": random.normal(0.5, 1.0, size=filters).astype(dtype),
        },
        "x": random.normal(0.2, 1.0, size=x_shape).astype(dtype),
    }


def tiled_layers(random: np.random.Generator) -> Iterator[Inputs]:
    """Lengths that the number of tiles does not divide, so that the cycle ends in its middle."""
    for dtype in ("float32", "float64"):
        yield tiled_layer(random, (2, 7, 3), 4, 3, 2, dtype)
        yield tiled_layer(random, (4, 8, 2), 5, 5, 3, dtype)


def tiled_even_windows(random: np.random.Generator) -> Iterator[Inputs]:
    yield tiled_layer(random, (2, 7, 3), 5, 2, 3)
    yield tiled_layer(random, (3, 9, 2), 5, 4, 2, "float32")


def single_tiles(random: np.random.Generator) -> Iterator[Inputs]:
    for window in (1, 2, 3, 5):
        yield tiled_layer(random, (2, window + 3, 3), 4, window, 1)


def tiled_limits(random: np.random.Generator) -> Iterator[Inputs]:
    """More tiles than positions, a window longer than the sequence, one of everything else."""
    yield tiled_layer(random, (2, 4, 3), 2, 3, 6)
    yield tiled_layer(random, (2, 3, 1), 4, 7, 2)
    yield tiled_layer(random, (1, 5, 1), 1, 1, 4)


def small_tiled_layers(random: np.random.Generator) -> Iterator[Inputs]:
    yield tiled_layer(random, (2, 5, 3), 2, 3, 2)
    yield tiled_layer(random, (3, 4, 1), 2, 2, 3)


def tiled_layer_to_fit(random: np.random.Generator) -> Iterator[Inputs]:
    case = tiled_layer(random, (3, 7, 2), 4, 3, 2, "float32")
    y = random.normal(size=(3, 7, 4)).astype("float32")
    yield case | {"y": y, "learning_rate": 0.5}


def tiled_layer_to_copy(random: np.random.Generator) -> Iterator[Inputs]:
    yield tiled_layer(random, (2, 5, 3), 4, 3, 2, "float32")


def images(
    random: np.random.Generator, shape: tuple[int, ...], dtype: str = "float64"
) -> np.ndarray:
    """Mostly negative values, so that zeros taken for pixels win where they should not be."""
    return random.normal(-2.0, 1.5, size=shape).astype(dtype)


def images_to_pool(random: np.random.Generator) -> Iterator[Inputs]:
    for dtype in ("float32", "float64"):
        yield {"x": images(random, (2, 6, 12, 3), dtype), "size": [2, 3]}
        yield {"x": 50 * images(random, (3, 8, 4, 2), dtype), "size": [4, 2]}


def pooling_limits(random: np.random.Generator) -> Iterator[Inputs]:
    """Tiles of one pixel, one column, and the whole image."""
    yield {"x": images(random, (2, 3, 4, 5)), "size": [1, 1]}
    yield {"x": images(random, (1, 6, 5, 2)), "size": [3, 1]}
    yield {"x": images(random, (3, 4, 6, 1)), "size": [4, 6]}


def images_with_remainders(random: np.random.Generator) -> Iterator[Inputs]:
    yield {"x": images(random, (2, 5, 6, 3)), "size": [2, 3]}
    yield {"x": images(random, (2, 4, 7, 3)), "size": [2, 3]}
    yield {"x": images(random, (3, 4, 9, 2)), "size": [2, 3]}


def features_for_maxout(random: np.random.Generator) -> Iterator[Inputs]:
    for groups in range(1, 7):
        pieces = int(random.integers(2, 5))
        yield {"x": images(random, (groups + 1, groups * pieces)), "pieces": pieces}


def small_images_to_pool(random: np.random.Generator) -> Iterator[Inputs]:
    yield {"x": images(random, (2, 4, 9, 3)), "size": [2, 3]}
    yield {"x": images(random, (1, 6, 4, 2)), "size": [3, 2]}


def images_with_ties(random: np.random.Generator) -> Iterator[Inputs]:
    """Few different values, as in a drawing, and an image of one value."""
    for values, shape in ((3, (2, 4, 6, 3)), (1, (1, 6, 9, 2))):
        x = random.integers(0, values, size=shape).astype("float64")
        cotangent = random.normal(0.5, 1.0, size=(shape[0], shape[1] // 2, shape[2] // 3, shape[3]))
        yield {"x": x, "size": [2, 3], "cotangent": cotangent}


def images_in_a_graph(random: np.random.Generator) -> Iterator[Inputs]:
    yield {"x": images(random, (3, 4, 6, 2), "float32"), "size": [2, 3]}


def layer_weights(random: np.random.Generator, kind: str, dtype: str) -> np.ndarray:
    """Weights for a layer of ``oracles.apply_layer`` on images ``(n, 5, WIDTH, 2)``."""
    if kind == "max pooling":
        return np.array([1, 2])
    shapes = {
        "convolution": (3, 3, 2, 4),
        "weights of columns": (WIDTH,),
        "weights of columns, then max pooling": (WIDTH,),
        "weights of rows": (5,),
        "dense along the width": (WIDTH, WIDTH),
    }
    return random.normal(0.2, 1.0, size=shapes[kind]).astype(dtype)


def shifted_layers(
    random: np.random.Generator, kinds: tuple[str, ...], shifts: tuple[int, ...], dtype: str
) -> Iterator[Inputs]:
    for kind in kinds:
        yield {
            "kind": kind,
            "weights": layer_weights(random, kind, dtype),
            "x": random.normal(0.3, 1.0, size=(3, 5, WIDTH, 2)).astype(dtype),
            "shift": int(random.choice(shifts)),
        }


KINDS = ("weights of columns", "convolution", "weights of rows", "dense along the width")


def layers_of_one_width(random: np.random.Generator) -> Iterator[Inputs]:
    for dtype in ("float64", "float32"):
        yield from shifted_layers(random, KINDS, (-3, -2, 2, 3), dtype)


def brighter_to_one_side(
    random: np.random.Generator, kinds: tuple[str, ...], shifts: tuple[int, ...], dtype: str
) -> Iterator[Inputs]:
    """Columns that count for more the further to one side, so that it shows which are taken."""
    for side in (-1, 1):
        brightness = 1.4 ** np.arange(WIDTH)[::side, None]
        for case in shifted_layers(random, kinds, shifts, dtype):
            yield case | {"x": (case["x"] * brightness).astype(dtype)}


def uneven_quarters(random: np.random.Generator) -> Iterator[Inputs]:
    """Images and weights that double from column to column, pooled to 7 columns.

    The outermost of the columns that count therefore has the largest difference of all, so that
    it shows whether it is counted.
    """
    for side in (1, -1):
        steep = 2.0 ** np.arange(NARROW)[::side]
        for shift in (-2, 2):
            x = random.uniform(1.0, 2.0, size=(2, 3, NARROW, 2)) * steep[:, None]
            kind = "weights of columns, then max pooling"
            yield {"kind": kind, "weights": steep, "x": x, "shift": shift}


def layers_that_shrink(random: np.random.Generator) -> Iterator[Inputs]:
    kinds = ("weights of columns, then max pooling", "max pooling")
    yield from brighter_to_one_side(random, kinds, (-4, -2), "float64")
    yield from brighter_to_one_side(random, kinds, (2, 4), "float64")
    yield from uneven_quarters(random)
    x = random.normal(size=(2, 3, 24, 2))  # tiles three wide, not two
    for shift in (3, -6):
        yield {"kind": "max pooling", "weights": np.array([1, 3]), "x": x, "shift": shift}


def layers_and_odd_shifts(random: np.random.Generator) -> Iterator[Inputs]:
    kinds = ("max pooling", "weights of columns, then max pooling")
    yield from brighter_to_one_side(random, kinds, (-3, -1), "float64")
    yield from brighter_to_one_side(random, kinds, (1, 3), "float32")
    yield from uneven_quarters(random)
    x = random.normal(size=(3, 2, 8, 2))  # of two columns in the output, no quarter is left out
    yield {"kind": "max pooling", "weights": np.array([1, 4]), "x": x, "shift": 2}


def no_shift_and_larger_shifts(random: np.random.Generator) -> Iterator[Inputs]:
    yield from shifted_layers(random, KINDS[:1], (0,), "float64")
    x, weights = random.normal(size=(2, 4, 3, 2)), random.normal(size=3)
    yield {"kind": "weights of columns", "weights": weights, "x": x, "shift": 0}
    yield from shifted_layers(random, KINDS[::-1], (-4, 4), "float64")


def spikes_in_tiles(random: np.random.Generator) -> Iterator[Inputs]:
    """One bright column inside each tile of 4: a step keeps it there, three steps do not."""
    for shift in (1, -1, 3):
        x = np.zeros((2, 3, 24, 2))
        x[:, :, 1::4] = random.uniform(1.0, 9.0, size=(2, 3, 6, 2))
        x[:, :, 1::4] += 0.1 * (np.arange(6) + 1)[:, None]
        ones = {"kind": "weights of columns", "weights": np.ones(24)}
        pool = {"kind": "max pooling", "weights": np.array([1, 4])}
        yield {"layers": [ones, pool], "x": x, "shift": shift}


def stack(
    random: np.random.Generator, depth: int, stride: int = 1, dilation: int = 1
) -> list[list[int]]:
    """Windows of 2 to 5, and strides and dilations up to the given ones."""
    highest = np.array([5, stride, dilation]) + 1
    return [[int(size) for size in random.integers([2, 1, 1], highest)] for _ in range(depth)]


def plain_stacks(random: np.random.Generator) -> Iterator[Inputs]:
    for depth in (1, 0, 2, 3, 5):
        yield {"layers": stack(random, depth)}


def dilated_stacks(random: np.random.Generator) -> Iterator[Inputs]:
    """The window before the dilation has another size than the one after it."""
    for depth in (1, 2, 4):
        yield {"layers": [*stack(random, depth, dilation=2), [3, 1, 4], [2, 1, 3]]}


def strided_stacks(random: np.random.Generator) -> Iterator[Inputs]:
    """The largest stride comes first, so that the order counts; the last one counts for nothing."""
    for depth in (1, 2, 3):
        middle = [[window, 2, 1] for window, _, _ in stack(random, depth)]
        yield {"layers": [[4, 3, 1], *middle, [3, 2, 1]]}


def random_stacks(random: np.random.Generator) -> Iterator[Inputs]:
    for depth in range(1, 9):
        yield {"layers": stack(random, depth, stride=2, dilation=3)}


def well_known_stacks(random: np.random.Generator) -> Iterator[Inputs]:
    """Dilations that double; convolutions with pooling between them; windows of 1."""
    yield {"layers": [[2, 1, 2**level] for level in range(int(random.integers(5, 9)))]}
    yield {"layers": [[3, 1, 1], [3, 1, 1], [2, 2, 1]] * int(random.integers(2, 5))}
    yield {"layers": [[7, 2, 1], [1, 1, 1], [3, 2, 1], [1, 2, 3], [3, 1, 2]]}


def moved(digits: np.ndarray, random: np.random.Generator, by: int) -> np.ndarray:
    """Each image shifted down or up and right or left by up to ``by`` pixels, at random.

    Args:
        digits: ``(n, height, width, channels)``; zeros fill what comes free.

    Returns:
        Array of the same shape and dtype.
    """
    _, height, width, _ = digits.shape
    padded = np.pad(digits, ((0, 0), (by, by), (by, by), (0, 0)))
    corners = random.integers(0, 2 * by + 1, size=(len(digits), 2))
    rows = corners[:, :1] + np.arange(height)
    columns = corners[:, 1:] + np.arange(width)
    samples = np.arange(len(digits))[:, None, None]
    return padded[samples, rows[:, :, None], columns[:, None, :]]


def digits_to_classify(
    random: np.random.Generator, num_training: int, num_unseen: int
) -> tuple[Inputs, np.ndarray]:
    """Digits of MNIST, moved at random, with the ten labels given to the classes at random.

    The images travel as bytes. A fresh permutation of the labels makes weights that were
    trained elsewhere worthless.
    """
    pixels, classes = mnist()
    chosen = random.permutation(len(classes))[: num_training + num_unseen]
    x = moved((pixels[chosen] * 255).round().astype(np.uint8), random, LARGEST_MOVE)
    y = random.permutation(10)[classes[chosen]]
    sent = {
        "x": x[:num_training],
        "y": y[:num_training],
        "unseen": x[num_training:],
        "budget": BUDGET,
    }
    return sent, y[num_training:]


def all_digits(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    return digits_to_classify(random, NUM_TRAINING_DIGITS, 5000 - NUM_TRAINING_DIGITS)


def few_digits(random: np.random.Generator) -> Iterator[Inputs]:
    """So few that only building and tracing the model takes time."""
    yield digits_to_classify(random, 64, 7)[0]
