"""The result of grading, as it is stored: the schema that outside tools rely on.

See ``docs/results.md``. Every score is finite and lies between 0 and its maximum; the
constructors refuse anything else, so no later stage has to look again. They also take out of
messages what would command a terminal.
"""

import math
import re
from typing import Literal

import msgspec

SCHEMA = 1

Status = Literal[
    "graded", "not_attempted", "forbidden", "crashed", "timed_out", "out_of_memory", "missing"
]
Kind = Literal["output", "property", "gradient", "training", "structure"]


def _require_score(name: str, score: float, max_score: float) -> None:
    if not (math.isfinite(score) and math.isfinite(max_score) and 0 <= score <= max_score):
        raise ValueError(
            f"The score of {name} must be a finite number between 0 and {max_score}. "
            f"Received: {score!r}"
        )


_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def without_controls(text: str) -> str:
    """The text with ``?`` for each control character but tab and line end.

    A terminal obeys them, and JSON writes six bytes for one.
    """
    return _CONTROLS.sub("?", text.replace("\r\n", "\n"))


def _clean_message(result: "CheckResult | QuestionResult | AssignmentResult") -> None:
    if _CONTROLS.search(result.message):
        msgspec.structs.force_setattr(result, "message", without_controls(result.message))


Number = float | str
"""A number of a picture; ``"nan"``, ``"inf"`` and ``"-inf"`` as text, which JSON can hold."""


class ArrayPicture(msgspec.Struct, frozen=True, kw_only=True, tag="array"):
    """Two dimensions of an array through its worst element.

    Args:
        title: which part of which value, such as ``"output[0, :, :, 2]"``.
        expected, received: rows of numbers, of the same shape.
        worst: row and column of the worst element.
        step: how many rows and columns of the array one number stands for.
        instead_of: the lines of the message that say the same, or ``""``.
    """

    title: str
    expected: tuple[tuple[Number, ...], ...]
    received: tuple[tuple[Number, ...], ...]
    worst: tuple[int, int]
    step: tuple[int, int] = (1, 1)
    instead_of: str = ""


class ScorePicture(msgspec.Struct, frozen=True, kw_only=True, tag="score"):
    """A training check's score beside what it is measured by; higher is better.

    Args:
        calibration: the scores of right answers, from which the threshold was measured.
        curve: a metric of the training, epoch by epoch; empty where none is known.
        curve_of: what it is called, such as ``"val_accuracy"``.
    """

    metric: str
    score: float
    threshold: float
    best_possible: float | None = None
    calibration: tuple[float, ...] = ()
    curve: tuple[float, ...] = ()
    curve_of: str = ""

    @property
    def comparable(self) -> bool:
        """Whether the curve is of the metric that the threshold is of, on other data."""
        return bool(self.curve) and self.metric in self.curve_of


Picture = ArrayPicture | ScorePicture


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """What one check found.

    Args:
        picture: only in a student's own check; left out of JSON where there is none.
    """

    name: str
    kind: Kind
    visible: bool
    passed: bool
    points: float
    max_points: float
    message: str = ""
    diagnosis: str = ""
    seconds: float = 0.0
    picture: Picture | msgspec.UnsetType = msgspec.UNSET

    def __post_init__(self) -> None:
        _require_score(self.name, self.points, self.max_points)
        _clean_message(self)


class QuestionResult(msgspec.Struct, frozen=True, kw_only=True):
    """What one question got: the sum of its checks.

    Args:
        version: twelve digits that change with what the question asks; empty where it was not
            graded for a mark.
    """

    name: str
    score: float
    max_score: float
    status: Status
    checks: tuple[CheckResult, ...]
    message: str = ""
    version: str = ""

    def __post_init__(self) -> None:
        _require_score(self.name, self.score, self.max_score)
        _clean_message(self)


class AssignmentResult(msgspec.Struct, frozen=True, kw_only=True):
    """One student's result for one assignment.

    Args:
        device: ``"cpu"`` or ``"gpu"``.
        device_name: of the GPUs, as their driver calls them; empty for the CPU.
        not_limited: the limits that nothing held on the machine that graded.
    """

    schema: int = SCHEMA
    assignment: str
    student: str
    score: float
    max_score: float
    seed: int
    device: str
    sandboxed: bool
    versions: dict[str, str]
    submission_sha256: str
    seconds: float
    questions: tuple[QuestionResult, ...]
    message: str = ""
    device_name: str = ""
    not_limited: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require_score(self.assignment, self.score, self.max_score)
        _clean_message(self)


def to_json(result: AssignmentResult) -> bytes:
    """The result as indented UTF-8 JSON with a final line end."""
    return msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n"


def from_json(data: bytes) -> AssignmentResult:
    """Read a result back; ``msgspec.ValidationError`` where it is not one."""
    return msgspec.json.decode(data, type=AssignmentResult)
