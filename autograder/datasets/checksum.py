"""Hold a data set to the checksum in its datasheet."""

import hashlib

import numpy as np

from autograder.errors import DatasetError


def checksum(*arrays: np.ndarray) -> str:
    """SHA-256 of the arrays' bytes, one after another, in C order."""
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def require_checksum(name: str, expected: str, package: str, *arrays: np.ndarray) -> None:
    """Refuse data that differ from those that the thresholds were measured on.

    Args:
        name: of the data set.
        expected: SHA-256 as :func:`checksum` gives it.
        package: the package that ships the data.
        arrays: the data, as integers, so that no rounding enters the checksum.

    Raises:
        DatasetError: the data differ.
    """
    received = checksum(*arrays)
    if received != expected:
        raise DatasetError(
            f"The data set {name!r} that {package} ships here has SHA-256 {received}. "
            f"Expected: {expected}. Reinstall {package}, or, if a new version changed the data "
            f"on purpose, record the new checksum in datasets/{name}.md and calibrate again."
        )
