"""The standard probes against Keras's own classes and against NumPy."""

import keras
import numpy as np
import pytest

from autograder.checks.steps import one_step
from autograder.worker.probes import layer_in_a_model, saved_and_loaded

# Keras 3.15 saves a variable by a call that NumPy 2 calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def a_step(learning_rate=0.1):
    random = np.random.default_rng(5)
    return {
        "config": {"units": 3},
        "weights": {"kernel": random.normal(size=(4, 3)), "bias": random.normal(size=3)},
        "x": random.normal(size=(5, 4)),
        "y": random.normal(size=(5, 3)),
        "learning_rate": learning_rate,
    }


def affine(weights, x):
    return x @ weights["kernel"] + weights["bias"]


def test_a_step_of_fit_is_the_step_of_the_oracle():
    case = a_step()
    reply = layer_in_a_model(keras.layers.Dense, **case)
    del case["config"]
    expected = one_step(affine, **case)
    assert set(reply) == set(expected)
    for key, value in expected.items():
        np.testing.assert_allclose(np.asarray(reply[key]), value, rtol=1e-4, atol=1e-5)


def test_a_step_moves_the_weights():
    case = a_step()
    del case["config"]
    moved = one_step(affine, **case)["kernel after one step"] - case["weights"]["kernel"]
    assert np.abs(moved).max() > 0.01


def test_a_model_is_read_again_with_the_classes_that_it_needs():
    class Twice(keras.layers.Layer):
        def call(self, x):
            return 2 * x

    model = keras.Sequential([keras.Input((3,)), Twice()])
    loaded = saved_and_loaded(model, Twice)
    np.testing.assert_allclose(loaded(np.ones((2, 3), "float32")), 2.0)
