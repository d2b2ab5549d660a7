"""Handwritten digits, 8 by 8 pixels, as scikit-learn ships them."""

import numpy as np

from autograder.datasets.checksum import require_checksum

SHA256 = "87ff0c9e40dc7e2c0e34e7257799c2e3f3aec1a016363bb11cad869ec428a826"
"""Of the pixels, then the labels, each as uint8."""

LARGEST_PIXEL = 16


def digits() -> tuple[np.ndarray, np.ndarray]:
    """The 1,797 handwritten digits of scikit-learn.

    Returns:
        Pixels ``(1797, 64)``, float32 in [0, 1], the 8 rows of an image one after another, and
        labels ``(1797,)``, int64 from 0 to 9. Fresh arrays each time.

    Raises:
        DatasetError: the installed data differ from those in the datasheet.
    """
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    raw = pixels.astype(np.uint8)
    require_checksum("digits", SHA256, "scikit-learn", raw, labels.astype(np.uint8))
    return raw.astype(np.float32) / LARGEST_PIXEL, labels.astype(np.int64)
