"""What a probe returns, made into plain arrays.

Whatever object the student's code returned, only its numbers are taken: a subclass of
``ndarray``, an ``__eq__`` that always agrees or a custom ``repr`` stays behind.
"""

from collections.abc import KeysView, Mapping, ValuesView
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from autograder.worker.bounds import MAX_KEY_BYTES
from autograder.worker.protocol import DTYPES, MAX_DIMENSIONS

MAX_ELEMENTS = 8 * 1024 * 1024
MAX_ITEMS = 10_000
_NUMBERS = (bool, int, float, np.number, np.bool_, Fraction, Decimal)


class NotPlain(Exception):
    """A value that can't be made into an array; shown to the student as it is."""


def plain_values(returned: object) -> dict[str, Any]:
    """Name the values that a probe returned; a lone value is called ``"output"``."""
    if not isinstance(returned, Mapping):
        returned = {"output": returned}
    return {_name(name): plain(value) for name, value in returned.items()}


def plain(value: object) -> Any:
    """A scalar, text, None, base array, or a list or dict of these."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):  # NumPy's own text, for one
        return str.__str__(value)
    if isinstance(value, Mapping):
        return {_name(k): plain(v) for k, v in list(value.items())[:MAX_ITEMS]}
    if isinstance(value, KeysView | ValuesView):
        value = list(value)
    if isinstance(value, list | tuple) and not _is_numeric(value):
        return [plain(item) for item in value[:MAX_ITEMS]]
    return to_array(value)


def _name(key: object) -> str:
    name = str(key)
    if len(name.encode("utf-8", "replace")) > MAX_KEY_BYTES:
        raise NotPlain(f"Expected names of at most {MAX_KEY_BYTES} bytes. Received: {name[:40]!r}…")
    return name


def _is_numeric(value: list[Any] | tuple[Any, ...]) -> bool:
    """A list of numbers, perhaps nested, is an array; a list of tensors is a list."""
    if not value:
        return False
    for item in value:
        nested = isinstance(item, list | tuple) and _is_numeric(item)
        if not nested and not isinstance(item, _NUMBERS):
            return False
    return True


def to_array(value: object) -> np.ndarray:
    """A Keras or TensorFlow tensor, variable, array or number as a base ``numpy.ndarray``."""
    if hasattr(value, "to_dense"):
        value = value.to_dense()
    elif type(value).__name__ == "IndexedSlices":
        import tensorflow as tf

        value = tf.convert_to_tensor(value)
    if hasattr(value, "numpy"):
        value = value.numpy()
    try:
        array = np.array(value, copy=True, subok=False)
        if array.dtype.kind == "O" and all(isinstance(item, _NUMBERS) for item in array.flat):
            array = array.astype(np.float64)  # fractions, for one
    except Exception as error:
        text = f"Expected numbers. Received a {type(value).__name__} that is no array: {error}"
        raise NotPlain(text[:500]) from None
    array = _sendable(array)
    if array.dtype.name not in DTYPES or array.ndim > MAX_DIMENSIONS:
        raise NotPlain(
            f"Expected an array of numbers. Received a {type(value).__name__} "
            f"of dtype {array.dtype.name} with {array.ndim} dimensions."
        )
    if array.size > MAX_ELEMENTS:
        raise NotPlain(f"Expected at most {MAX_ELEMENTS} elements. Received {array.size}.")
    return array


def _sendable(array: np.ndarray) -> np.ndarray:
    """The same numbers in a format that is sent: this machine's byte order, at most float64."""
    if array.dtype.name == "bfloat16":
        return array.astype(np.float32)
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:  # np.longdouble
        return array.astype(np.float64)
    return array.astype(array.dtype.newbyteorder("="), copy=False)
