"""Recorded checks: what students have in place of ``questions.py``, as one ``.npz`` file.

The file holds arrays ``a0``, ``a1``, … and ``index``: MessagePack in which each array stands
as its number. Nothing in it is code, and NumPy reads it with ``allow_pickle=False``.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from autograder.checks.expectations import Close
from autograder.checks.prepared import PreparedQuestion
from autograder.errors import UsageError

FILE_NAME = "checks.npz"
SCHEMA = 2
_ARRAY_KEY = "\0array"


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """The visible checks of an assignment, prepared from a public seed.

    Args:
        made_from: by question, a digest of what the fingerprints follow from.
        stubs: by question, the cell as it was released, for ``autograder reset``.
    """

    schema: int = SCHEMA
    assignment: str
    title: str
    questions: tuple[PreparedQuestion, ...]
    made_from: dict[str, str] = {}
    stubs: dict[str, str] = {}

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
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            index = msgspec.msgpack.decode(stored["index"].tobytes())
            schema = index["schema"]
            if schema == SCHEMA:
                return msgspec.convert(_with_arrays(index, stored), Recording)
    except FileNotFoundError:
        raise UsageError(
            f"{path} is missing. It belongs beside the notebook; copy it from the course's folder."
        ) from None
    except Exception as error:
        raise UsageError(f"{path} can't be read; copy it again. ({error})") from error
    raise UsageError(
        f"{path} has version {schema}, this autograder reads {SCHEMA}. Update both: get the "
        "newest folder of the course and type `python -m pip install --upgrade -r "
        "requirements.txt` in it."
    )


def _with_arrays(value: Any, stored: Any) -> Any:
    if isinstance(value, dict):
        if _ARRAY_KEY in value:
            return stored[f"a{value[_ARRAY_KEY]}"]
        return {key: _with_arrays(item, stored) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_arrays(item, stored) for item in value]
    return value


def recording_differences(left: Path, right: Path) -> list[str]:
    """Where two files differ by more than what machines round differently.

    Returns:
        One line for each difference, such as ``"softmax, check values, mistake no_max, case 1,
        output: 0.25 apart"``; none where the files hold the same. A file that can't be read, such
        as one of another version, differs.
    """
    try:
        recordings = read_recording(left), read_recording(right)
    except UsageError as error:
        return [str(error)]
    return list(_differences(*recordings, ""))


_CALLED = {"PreparedCheck": "check", "Fingerprint": "mistake"}


def _differences(left: Any, right: Any, place: str) -> Iterator[str]:
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        difference = _array_difference(left, right)
        if difference:
            yield f"{place}: {difference}"
        return
    if isinstance(left, Close) and isinstance(right, Close):
        # The absolute tolerance follows the expected array's scale, rounding included.
        left = msgspec.structs.replace(left, absolute=float(f"{left.absolute:.3g}"))
        right = msgspec.structs.replace(right, absolute=float(f"{right.absolute:.3g}"))
    if isinstance(left, msgspec.Struct) and type(left) is type(right):
        called = _CALLED.get(type(left).__name__, "")
        name = getattr(left, "name", getattr(left, "key", ""))
        inside = ", ".join(filter(None, [place, f"{called} {name}".strip()]))
        for field in msgspec.structs.fields(left):
            yield from _differences(
                getattr(left, field.name),
                getattr(right, field.name),
                inside
                if field.name in ("value", "questions", "checks")
                else _in(inside, field.name),
            )
    elif isinstance(left, dict) and isinstance(right, dict):
        if left.keys() != right.keys():
            yield f"{place}: {_brief(list(left))} and {_brief(list(right))}"
            return
        for key in left:
            yield from _differences(left[key], right[key], _in(place, str(key)))
    elif isinstance(left, list | tuple) and isinstance(right, list | tuple):
        if len(left) != len(right):
            yield f"{place}: {len(left)} and {len(right)}"
            return
        for position, (mine, other) in enumerate(zip(left, right, strict=True), 1):
            named = isinstance(mine, msgspec.Struct) and hasattr(mine, "name")
            yield from _differences(mine, other, place if named else _in(place, str(position)))
    elif type(left) is not type(right) or not (left == right or (left != left and right != right)):
        yield f"{place}: {_brief(left)} and {_brief(right)}"


def _in(place: str, name: str) -> str:
    return f"{place}, {name}" if place else name


def _brief(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _array_difference(left: np.ndarray, right: np.ndarray) -> str:
    if (left.shape, left.dtype) != (right.shape, right.dtype):
        return f"{left.dtype}{left.shape} and {right.dtype}{right.shape}"
    if left.dtype.kind != "f":
        return "" if np.array_equal(left, right) else "not equal"
    tolerance = 1e-3 if left.dtype.itemsize < 8 else 1e-6
    if np.allclose(left, right, rtol=tolerance, atol=tolerance, equal_nan=True):
        return ""
    if not np.array_equal(np.isfinite(left), np.isfinite(right)):
        return "not finite in the same places"
    with np.errstate(all="ignore"):
        apart = np.nanmax(np.abs(left - right) / np.maximum(1, np.abs(right)))
    return f"{apart:.2g} apart"
