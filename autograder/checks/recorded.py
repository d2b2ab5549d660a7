"""Recorded checks: what students have in place of ``questions.py``, as one ``.npz`` file.

The file holds arrays ``a0``, ``a1``, … and ``index``: MessagePack in which each array stands
as its number. Nothing in it is code, and NumPy reads it with ``allow_pickle=False``.
"""

import io
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from autograder.checks.expectations import Close
from autograder.checks.prepared import PreparedQuestion
from autograder.errors import UsageError

FILE_NAME = "checks.npz"
SCHEMA = 1
_ARRAY_KEY = "\0array"


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """The visible checks of an assignment, prepared from a public seed."""

    schema: int = SCHEMA
    assignment: str
    title: str
    questions: tuple[PreparedQuestion, ...]

    def question(self, name: str) -> PreparedQuestion:
        """The question of that name; KeyError where there is none."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)


def write_recording(recording: Recording) -> bytes:
    """The recording as the bytes of an ``.npz`` file, the same for the same content."""
    arrays: list[np.ndarray] = []
    known: dict[tuple[str, tuple[int, ...], bytes], int] = {}

    def number(value: object) -> dict[str, int]:
        if not isinstance(value, np.ndarray | np.generic):
            raise TypeError(f"A {type(value).__name__} can't be recorded.")
        array = np.asarray(value)
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in known:
            known[key] = len(arrays)
            arrays.append(array)
        return {_ARRAY_KEY: known[key]}

    index = msgspec.msgpack.encode(msgspec.to_builtins(recording, enc_hook=number))
    named = {f"a{position}": array for position, array in enumerate(arrays)}
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, index=np.frombuffer(index, np.uint8), **named)
    return buffer.getvalue()


def read_recording(path: Path) -> Recording:
    """Read what :func:`write_recording` wrote.

    Raises:
        UsageError: the file is missing, damaged or of another version.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            index = msgspec.msgpack.decode(stored["index"].tobytes())
            recording = msgspec.convert(_with_arrays(index, stored), Recording)
    except FileNotFoundError:
        raise UsageError(
            f"{path} is missing. It belongs beside the notebook; copy it from the course's folder."
        ) from None
    except Exception as error:
        raise UsageError(f"{path} can't be read; copy it again. ({error})") from error
    if recording.schema != SCHEMA:
        raise UsageError(
            f"{path} has version {recording.schema}, this autograder reads {SCHEMA}. Update both."
        )
    return recording


def _with_arrays(value: Any, stored: Any) -> Any:
    if isinstance(value, dict):
        if _ARRAY_KEY in value:
            return stored[f"a{value[_ARRAY_KEY]}"]
        return {key: _with_arrays(item, stored) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_arrays(item, stored) for item in value]
    return value


def same_recording(left: Path, right: Path) -> bool:
    """Whether two files hold the same, up to the last digits that machines round differently."""
    return _same(read_recording(left), read_recording(right))


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, np.ndarray):
        return (
            isinstance(right, np.ndarray)
            and left.shape == right.shape
            and left.dtype == right.dtype
            and (left.dtype.kind not in "f" or _nearly(left, right))
            and (left.dtype.kind in "f" or bool(np.array_equal(left, right)))
        )
    if isinstance(left, Close):
        # The absolute tolerance follows the expected array's scale, rounding included.
        left = msgspec.structs.replace(left, absolute=float(f"{left.absolute:.3g}"))
        right = msgspec.structs.replace(right, absolute=float(f"{right.absolute:.3g}"))
    if isinstance(left, msgspec.Struct):
        fields = msgspec.structs.fields(left)
        return type(left) is type(right) and all(
            _same(getattr(left, field.name), getattr(right, field.name)) for field in fields
        )
    if isinstance(left, dict):
        return (
            isinstance(right, dict)
            and left.keys() == right.keys()
            and all(_same(left[key], right[key]) for key in left)
        )
    if isinstance(left, list | tuple):
        return len(left) == len(right) and all(map(_same, left, right))
    return bool(left == right) or (left != left and right != right)


def _nearly(left: np.ndarray, right: np.ndarray) -> bool:
    tolerance = 1e-3 if left.dtype.itemsize < 8 else 1e-6
    return bool(np.allclose(left, right, rtol=tolerance, atol=tolerance, equal_nan=True))
