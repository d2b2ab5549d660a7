"""The messages between the trusted process and a worker, and their encoding.

A message is a frame: eight bytes of length, most significant first, and that many bytes of
MessagePack. Arrays travel as dtype, shape and raw bytes. Nothing is ever unpickled, and a
frame that breaks a rule raises :class:`MalformedFrame`, which ends the conversation.

The conversation: one :class:`Request` goes in. Out come one :class:`Loaded`, when the
submission's cells have been run, and one :class:`Answer` for each call, in order.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
import numpy as np

from autograder.worker.bounds import ARRAY_CODE, excess

LENGTH_BYTES = 8
MAX_FRAME_BYTES = 64 * 1024 * 1024
MAX_TEXT = 20_000
MAX_DIMENSIONS = 8
DTYPES = frozenset(
    {"bool", "float16", "float32", "float64"}
    | {f"{kind}{bits}" for kind in ("int", "uint") for bits in (8, 16, 32, 64)}
)

Value = Any
"""None, bool, int, float, str, ``numpy.ndarray``, or a list or a str-keyed dict of these."""


Text = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]
"""What a worker says to a person; it cuts longer texts itself."""

Seconds = Annotated[float, msgspec.Meta(ge=0, le=1e7)]
"""A finite time; results are stored as JSON, which has no NaN."""


class MalformedFrame(Exception):
    """Bytes that are no message of this protocol."""


class Cell(msgspec.Struct, frozen=True):
    """A piece of the submission's source; ``label`` names it in tracebacks."""

    label: str
    source: str


class Call(msgspec.Struct, frozen=True):
    """One question to the student's code: run ``probe`` with ``inputs``."""

    probe: str
    inputs: dict[str, Value]
    seconds: float
    seed: int = 0


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a worker is told.

    Args:
        id: random text; answers repeat it.
        target: the name under question, such as ``"softmax"``.
        cells: the parts of the submission that the target depends on, in order.
        probes: source of the assignment's ``probes.py``.
        guarded: dotted names whose call is refused, such as ``"keras.ops.softmax"``.
        calls: what to run.
        device: ``"cpu"``, or the GPU to use, such as ``"gpu:0"``; ``"cpu:1"`` is a logical
            device of TensorFlow's, which stands in for a GPU in tests.
        gpu_bytes: what TensorFlow may allocate there.
        curves: whether answers are to hold the learning curves of what was trained.
    """

    id: str
    target: str
    cells: tuple[Cell, ...]
    probes: str
    guarded: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    device: str = "cpu"
    gpu_bytes: int = 0
    curves: bool = False


class Loaded(msgspec.Struct, frozen=True, tag="loaded"):
    """The cells have been run; ``errors`` holds one text for each that raised."""

    id: str
    found: bool
    errors: tuple[Text, ...] = ()
    seconds: Seconds = 0.0


class Answer(msgspec.Struct, frozen=True, tag="answer", kw_only=True):
    """What a probe returned.

    Args:
        id: the request's id.
        index: the call's position in the request.
        status: ``"error"`` where the student's code raised; ``error`` has the traceback.
        values: named arrays; None stands for a gradient that does not exist.
        mutated: the names of inputs that were changed in place.
        seconds: processor seconds of the call.
    """

    id: str
    index: int
    status: Literal["ok", "error", "not_implemented", "forbidden"]
    values: dict[str, Value] = {}
    error: Text = ""
    mutated: tuple[Text, ...] = ()
    seconds: Seconds = 0.0


class _ArrayHeader(msgspec.Struct, frozen=True, array_like=True):
    dtype: str
    shape: Annotated[tuple[int, ...], msgspec.Meta(max_length=MAX_DIMENSIONS)]
    data: bytes


def _encode_extra(value: object) -> msgspec.msgpack.Ext:
    if isinstance(value, np.ndarray):
        plain = np.ascontiguousarray(value)
        if plain.dtype.name not in DTYPES:
            raise MalformedFrame(f"Arrays of dtype {plain.dtype} can't be sent.")
        header = _ArrayHeader(plain.dtype.name, value.shape, plain.tobytes())
        return msgspec.msgpack.Ext(ARRAY_CODE, msgspec.msgpack.encode(header))
    if isinstance(value, np.generic):
        return _encode_extra(np.asarray(value))
    raise MalformedFrame(f"A {type(value).__name__} can't be sent.")


def _decode_extra(code: int, data: memoryview) -> np.ndarray:
    if code != ARRAY_CODE:
        raise MalformedFrame(f"Unknown extension type {code}.")
    header = msgspec.msgpack.decode(data, type=_ArrayHeader)
    if header.dtype not in DTYPES:
        raise MalformedFrame(f"Unknown dtype {header.dtype[:40]!r}.")
    if any(size < 0 for size in header.shape):
        raise MalformedFrame("An array's shape is out of bounds.")
    dtype = np.dtype(header.dtype)
    size = dtype.itemsize
    for length in header.shape:
        size *= length
    if size != len(header.data):
        raise MalformedFrame("An array's bytes don't fill its shape.")
    return np.frombuffer(header.data, dtype=dtype).reshape(header.shape).copy()


_encoder = msgspec.msgpack.Encoder(enc_hook=_encode_extra)
_request_decoder = msgspec.msgpack.Decoder(Request, ext_hook=_decode_extra)
_reply_decoder = msgspec.msgpack.Decoder(Loaded | Answer, ext_hook=_decode_extra)


def encode(message: Request | Loaded | Answer) -> bytes:
    """A message as one frame, its length first."""
    body = _encoder.encode(message)
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def decode_request(body: bytes) -> Request:
    """The request in a frame's body."""
    return _request_decoder.decode(body)


def decode_reply(body: bytes) -> Loaded | Answer:
    """The reply in a frame's body; :class:`MalformedFrame` where it is none."""
    if problem := excess(body):
        raise MalformedFrame(problem)
    try:
        reply: Loaded | Answer = _reply_decoder.decode(body)
        return reply
    except MalformedFrame:
        raise
    except (msgspec.MsgspecError, ValueError, RecursionError, OverflowError, MemoryError) as error:
        raise MalformedFrame(f"Not a reply: {str(error)[:200]}") from error


def frame_length(head: bytes) -> int:
    """The length that a frame's first bytes announce, within the limit."""
    length = int.from_bytes(head, "big")
    if length > MAX_FRAME_BYTES:
        raise MalformedFrame(f"A frame of {length} bytes is over the limit of {MAX_FRAME_BYTES}.")
    return length


def read_frame(read_exactly: Callable[[int], bytes]) -> bytes:
    """The body of the next frame from a blocking reader."""
    return read_exactly(frame_length(read_exactly(LENGTH_BYTES)))
