"""What a body would become is bounded before it is decoded."""

import msgspec
import numpy as np
import pytest

from autograder.worker.bounds import MAX_DEPTH, MAX_OBJECTS, excess
from autograder.worker.protocol import (
    LENGTH_BYTES,
    MAX_TEXT,
    Answer,
    MalformedFrame,
    decode_reply,
    encode,
)

VALUES = [
    *(None, True, 0, 127, 128, 2**16, 2**32, 2**63, -1, -32, -33, -(2**15), -(2**31), -(2**63)),
    *(1.5, "", "a" * 31, "a" * 32, "a" * 256, "a" * 2**16, b"a", b"a" * 256, b"a" * 2**16),
    *([1] * 15, [1] * 16, [None] * 2**16, {str(n): n for n in range(15)}),
    *({str(n): n for n in range(16)}, {str(n): [n] for n in range(2**14)}),
    *(msgspec.msgpack.Ext(1, bytes(n)) for n in (1, 2, 3, 4, 8, 16, 17, 256, 2**16)),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: f"{type(value).__name__}")
def test_every_kind_of_value_is_walked_over(value):
    """Behind it stands something that is too much; whoever loses the way does not see it."""
    deep = msgspec.msgpack.encode(value) + b"\x91" * 2 * MAX_DEPTH + b"\xc0"
    assert "nested" in excess(b"\x92" + deep)
    assert excess(b"\x92" + msgspec.msgpack.encode(value) + b"\xc0") == ""


@pytest.mark.parametrize("kind", [b"\x80", b"\x90", b"\x00", b"\xa0"], ids=bytes.hex)
def test_many_small_values_are_too_much(kind):
    body = b"\x92" + (b"\xdd" + MAX_OBJECTS.to_bytes(4, "big") + kind * MAX_OBJECTS) * 2
    assert "more than" in excess(body)


@pytest.mark.parametrize(
    "key", [1, (1, 2), b"key", None, "k" * 1001], ids=["int", "tuple", "bytes", "None", "long"]
)
def test_a_name_is_a_text_of_some_length(key):
    """Whoever sends a frame chooses the hashes of numbers, and so how long a dict takes."""
    assert "name" in excess(msgspec.msgpack.encode({"a": {"b": 1, key: 2}}))
    assert excess(msgspec.msgpack.encode({"a": [{"b": 1}, {"k" * 900: 2}]})) == ""


@pytest.mark.parametrize("size", [1, 2, 4, 8, 16, 17, 300, 2**16])
def test_nothing_is_decoded_but_arrays(size):
    """Dates, for one, are an extension of MessagePack's own."""
    assert "unknown kind" in excess(msgspec.msgpack.encode([msgspec.msgpack.Ext(-1, bytes(size))]))
    assert excess(msgspec.msgpack.encode([msgspec.msgpack.Ext(1, bytes(size))])) == ""


def test_an_announced_count_is_enough_to_refuse():
    assert "more than" in excess(b"\xdd\xff\xff\xff\xff")


@pytest.mark.parametrize("body", [b"", b"\x92", b"\xc6\xff\xff\xff\xff", b"\xdc\x00", b"\xc1"])
def test_what_is_cut_off_ends_the_walk(body):
    assert excess(body) == ""


def test_a_large_array_is_one_value():
    reply = Answer(id="a", index=0, status="ok", values={"output": np.zeros(10**6)})
    assert excess(encode(reply)[LENGTH_BYTES:]) == ""


@pytest.mark.parametrize("field", ["error", "mutated"])
def test_a_text_is_no_longer_than_a_worker_makes_it(field):
    value = "1 " * MAX_TEXT if field == "error" else ("1 " * MAX_TEXT,)
    answer = Answer(id="a", index=0, status="error", **{field: value})
    with pytest.raises(MalformedFrame):
        decode_reply(encode(answer)[LENGTH_BYTES:])


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -1.0])
def test_a_time_is_finite_and_not_negative(seconds):
    with pytest.raises(MalformedFrame):
        decode_reply(encode(Answer(id="a", index=0, status="ok", seconds=seconds))[LENGTH_BYTES:])
