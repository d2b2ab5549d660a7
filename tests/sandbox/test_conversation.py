"""Frames become answers only in the order and the form that the protocol has."""

import numpy as np
import pytest

from autograder.sandbox.conversation import BrokenRuleError, Conversation
from autograder.sandbox.transcript import Limits
from autograder.worker.protocol import Answer, Loaded, encode

LOADED = encode(Loaded("the id", True))
ANSWERS = [
    encode(Answer(id="the id", index=index, status="ok", values={"output": np.arange(index + 2)}))
    for index in range(2)
]


@pytest.fixture
def conversation(make_request):
    return Conversation(make_request("", calls=2), Limits(reply_bytes=4096))


def test_bytes_may_come_one_at_a_time(conversation):
    for byte in b"".join([LOADED, *ANSWERS]):
        assert not conversation.complete
        conversation.feed(bytes([byte]))
    assert conversation.complete
    np.testing.assert_array_equal(conversation.answers[1].values["output"], [0, 1, 2])


def test_bytes_may_come_all_at_once(conversation):
    assert conversation.feed(b"".join([LOADED, *ANSWERS]))
    assert conversation.complete


def test_part_of_a_frame_does_not_count_as_progress(conversation):
    assert not conversation.feed(LOADED[:-1])
    assert conversation.feed(LOADED[-1:])


def test_a_missing_name_completes_the_conversation(conversation):
    conversation.feed(encode(Loaded("the id", False)))
    assert conversation.complete


def test_all_replies_together_are_bounded(conversation):
    with pytest.raises(BrokenRuleError, match="over 4096 bytes"):
        conversation.feed(bytes(5000))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ANSWERS[0], id="answer before loaded"),
        pytest.param(LOADED * 2, id="loaded twice"),
        pytest.param(LOADED + ANSWERS[1], id="out of order"),
        pytest.param(LOADED + ANSWERS[0] * 2, id="repeated"),
        pytest.param(LOADED + ANSWERS[0] + ANSWERS[1] + b"\0", id="more after the end"),
        pytest.param(encode(Loaded("another", True)), id="another id"),
        pytest.param((1).to_bytes(8, "big") + b"\xc1", id="no message"),
    ],
)
def test_what_breaks_the_protocol_is_a_crash(conversation, data):
    with pytest.raises(BrokenRuleError) as caught:
        conversation.feed(data)
    assert caught.value.outcome == "crashed"
    assert "malformed" in caught.value.detail
