"""Only well-formed data crosses the boundary."""

import msgspec
import numpy as np
import pytest

from autograder.worker.protocol import (
    LENGTH_BYTES,
    MAX_FRAME_BYTES,
    Answer,
    MalformedFrame,
    decode_reply,
    encode,
    frame_length,
)


def round_trip(**values):
    return decode_reply(encode(Answer(id="a", index=0, status="ok", values=values))[LENGTH_BYTES:])


@pytest.mark.parametrize("dtype", ["bool", "int8", "uint64", "float16", "float32", "float64"])
@pytest.mark.parametrize("shape", [(), (0,), (2, 3), (1, 2, 1)], ids=str)
def test_arrays_keep_dtype_shape_and_values(dtype, shape):
    sent = np.ones(shape, dtype)
    received = round_trip(output=sent).values["output"]
    assert type(received) is np.ndarray
    assert (received.dtype, received.shape) == (sent.dtype, sent.shape)
    np.testing.assert_array_equal(received, sent)


def test_transposed_and_strided_arrays_arrive_as_they_look():
    sent = np.arange(24.0).reshape(2, 3, 4).transpose(2, 0, 1)[::2]
    np.testing.assert_array_equal(round_trip(output=sent).values["output"], sent)


def test_received_arrays_can_be_written_and_own_their_memory():
    received = round_trip(output=np.zeros(3)).values["output"]
    received[0] = 1


@pytest.mark.parametrize(
    "value",
    [np.array([object()]), np.array(["text"]), np.zeros(2, complex), np.zeros(2, "datetime64[s]")],
    ids=["object", "text", "complex", "date"],
)
def test_other_dtypes_are_not_sent(value):
    with pytest.raises(MalformedFrame, match="can't be sent"):
        round_trip(output=value)


def forged(dtype, shape, data):
    header = msgspec.msgpack.encode([dtype, shape, data])
    body = {"type": "answer", "id": "a", "index": 0, "status": "ok"}
    return msgspec.msgpack.encode(body | {"values": {"o": msgspec.msgpack.Ext(1, header)}})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xc1",
        b"\x80" * 100_000,
        b"\x91" * 100_000,
        msgspec.msgpack.encode({"type": "answer"}),
        msgspec.msgpack.encode({"type": "other"}),
        msgspec.msgpack.encode([1, 2, 3]),
        forged("object", [1], b"12345678"),
        forged("float64", [2], b"12345678"),
        forged("float64", [10**12], b"12345678"),
        forged("float64", [-1, -1], b"12345678"),
        forged("float64", [2**40, 2**40], b""),
        forged("float64", [1] * 40, b"12345678"),
        forged("float64", "wide", b"12345678"),
    ],
    ids=[
        *["empty", "reserved byte", "trailing", "deep", "fields missing", "unknown tag", "a list"],
        *["object dtype", "too few bytes", "huge shape", "negative shape", "overflow"],
        *["many dimensions", "shape is text"],
    ],
)
def test_what_is_malformed_is_refused(body):
    with pytest.raises(MalformedFrame):
        decode_reply(body)


def test_a_frame_announces_no_more_than_the_limit():
    assert frame_length(MAX_FRAME_BYTES.to_bytes(LENGTH_BYTES, "big")) == MAX_FRAME_BYTES
    with pytest.raises(MalformedFrame, match="over the limit"):
        frame_length((MAX_FRAME_BYTES + 1).to_bytes(LENGTH_BYTES, "big"))
