import numpy as np
import pytest

from autograder.gradients import numerical_vjp


def product(x, weights):
    return np.tanh(x @ weights["kernel"])


def test_numerical_vjp_equals_the_closed_form():
    random = np.random.default_rng(0)
    x, kernel = random.normal(size=(2, 3)), random.normal(size=(3, 4))
    cotangent = random.normal(size=(2, 4))
    inner = cotangent * (1 - np.tanh(x @ kernel) ** 2)
    found = numerical_vjp(
        product, {"x": x, "weights": {"kernel": kernel}}, ["x", "weights.kernel"], cotangent
    )
    np.testing.assert_allclose(found["x"], inner @ kernel.T, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(found["weights.kernel"], x.T @ inner, rtol=1e-8, atol=1e-10)


def test_numerical_vjp_leaves_its_inputs_alone():
    x = np.ones((1, 2))
    numerical_vjp(lambda x: x**2, {"x": x}, ["x"], np.ones((1, 2)))
    np.testing.assert_array_equal(x, np.ones((1, 2)))


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError, match="missing"):
        numerical_vjp(lambda x: x, {"x": np.ones(1)}, ["missing"], np.ones(1))
