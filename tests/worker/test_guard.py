"""A guarded name can't be called; to look at what it made stays allowed."""

import keras
import pytest

from autograder.worker.guard import ForbiddenCall, guard, refusal

DENSE = keras.layers.Dense


@pytest.fixture(autouse=True)
def guarded():
    with guard(["keras.layers.Dense"], {}):
        yield
    assert keras.layers.Dense is DENSE


def test_a_class_cannot_be_made():
    with pytest.raises(ForbiddenCall, match=r"keras\.layers\.Dense is what this question asks"):
        keras.layers.Dense(3)


def test_an_object_is_still_known_as_one_of_its_class():
    assert isinstance(DENSE(3), keras.layers.Dense)
    assert not isinstance(keras.layers.Dropout(0.5), keras.layers.Dense)
    assert issubclass(DENSE, keras.layers.Dense)
    assert not issubclass(keras.layers.Dropout, keras.layers.Dense)


def test_a_class_derived_from_it_is_another_one():
    class Own(keras.layers.Dense):
        pass

    assert issubclass(Own, keras.layers.Dense)
    assert issubclass(Own, Own)
    assert not isinstance(DENSE(3), Own)
    assert not issubclass(DENSE, Own)


def test_a_call_within_a_layer_is_told_in_the_same_words():
    class Outer(keras.layers.Layer):
        def call(self, x):
            return keras.layers.Dense(3)(x)

    with pytest.raises(ForbiddenCall) as raised:
        Outer()(keras.ops.ones((1, 2)))
    assert refusal(raised.value) == (
        "keras.layers.Dense is what this question asks you to write; compute it yourself."
    )
