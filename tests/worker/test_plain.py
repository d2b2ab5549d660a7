"""Only the numbers of what a student returns are taken."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from autograder.worker.plain import NotPlain, plain, plain_values


class Agreeable(np.ndarray):
    """Equals everything, is close to everything, and calls itself true."""

    def __array_function__(self, *arguments, **options):
        return True

    def __array_ufunc__(self, *arguments, **options):
        return True

    def __eq__(self, other):
        return True

    __hash__ = None


def test_a_subclass_of_ndarray_becomes_a_base_array():
    made = plain(np.arange(3.0).view(Agreeable))
    assert type(made) is np.ndarray
    np.testing.assert_array_equal(made, [0, 1, 2])


@pytest.mark.parametrize(
    "value",
    [3.0, np.float64(3), np.array(3.0), np.int64(3)],
    ids=["float", "float64", "0-d", "int64"],
)
def test_a_number_of_any_kind_is_an_array_without_dimensions(value):
    assert plain(value).shape == ()
    assert plain(value) == 3


@pytest.mark.parametrize("library", ["tensorflow", "keras"])
def test_tensors_and_variables_become_arrays(library):
    if library == "tensorflow":
        import tensorflow as tf

        values = [tf.constant([1.0, 2.0]), tf.Variable([1.0, 2.0])]
    else:
        import keras

        values = [keras.ops.convert_to_tensor([1.0, 2.0]), keras.Variable([1.0, 2.0])]
    for value in values:
        np.testing.assert_array_equal(plain(value), [1, 2])


def test_a_sparse_gradient_is_made_dense():
    import tensorflow as tf

    table = tf.Variable(tf.ones((4, 2)))
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(tf.gather(table, [1, 3, 1]))
    found = plain(tape.gradient(total, table))
    np.testing.assert_array_equal(found, [[0, 0], [2, 2], [0, 0], [1, 1]])


@pytest.mark.parametrize(
    "value",
    [object(), {1, 2}, np.array(["a"]), np.zeros((1,) * 9)],
    ids=["object", "set", "text", "nine dimensions"],
)
def test_what_is_no_array_of_numbers_is_named(value):
    with pytest.raises(NotPlain, match="Expected"):
        plain(value)


@pytest.mark.parametrize(
    ("value", "dtype"),
    [
        (np.array([1.0, 2.5], dtype=">f4"), "float32"),
        (np.array([1, 2], dtype=">i8"), "int64"),
        (np.array([1.0, 2.5], dtype=np.longdouble), "float64"),
        (np.longdouble(2.5), "float64"),
        (Fraction(5, 2), "float64"),
    ],
    ids=["big-endian floats", "big-endian integers", "long doubles", "a long double", "a fraction"],
)
def test_numbers_in_another_format_are_the_same_numbers(value, dtype):
    array = plain(value)
    assert array.dtype == np.dtype(dtype)
    assert array.dtype.isnative
    np.testing.assert_array_equal(array, np.asarray(value, dtype))


@pytest.mark.parametrize(
    "value",
    [
        np.array([Fraction(1, 2), Fraction(3, 2)]),
        [Fraction(1, 2), Decimal("1.5")],
        {"a": 0.5, "b": 1.5}.values(),
        {0.5: "a", 1.5: "b"}.keys(),
    ],
    ids=["an array of fractions", "fractions and decimals", "a dict's values", "a dict's keys"],
)
def test_numbers_of_any_kind_are_an_array(value):
    array = plain(value)
    assert array.dtype == np.float64
    np.testing.assert_array_equal(array, [0.5, 1.5])


def test_a_decimal_is_a_number_and_an_array_with_none_in_it_has_no_numbers():
    assert plain(Decimal("2.5")) == 2.5
    with pytest.raises(NotPlain, match="object"):
        plain(np.array([Fraction(1, 2), None]))


def test_a_huge_array_is_refused_before_it_is_sent():
    with pytest.raises(NotPlain, match="at most"):
        plain(np.broadcast_to(np.float32(0), (10_000, 10_000)))


def test_a_lone_value_is_called_output_and_none_stays_none():
    assert plain_values({"gradient of x": None}) == {"gradient of x": None}
    assert list(plain_values(1.0)) == ["output"]
    assert plain_values({"names": ["a", "b"], "ok": True}) == {"names": ["a", "b"], "ok": True}


def test_numpys_texts_are_texts():
    words = list(np.unique(["b", "a", "b"]))
    assert plain(words) == ["a", "b"]
    assert [type(word) for word in plain(words)] == [str, str]
    assert plain({words[0]: words[1]}) == {"a": "b"}
